namespace Orchestrator.Runtime;

public enum StoreKind
{
    /// <summary>One file, one process. The default.</summary>
    Sqlite,

    /// <summary>Any number of processes.</summary>
    Postgres,

    /// <summary>For tests of the engine's rows; has no tables for services.</summary>
    Memory,
}

/// <param name="ConnectionString">Complete ADO.NET connection string of the store.</param>
public sealed record RuntimeOptions(StoreKind Store, string ConnectionString)
{
    /// <summary>Whether timers, outbox and work rows are pumped in the background. Tests turn it off and use <see cref="BackgroundWork"/>.</summary>
    public bool Pumps { get; init; } = true;

    /// <summary>Where messages go between processes; null when there is only this one.</summary>
    public BrokerOptions? Broker { get; init; }

    /// <summary>The region's calendar; defaults to the national one as known at each moment.</summary>
    public Func<DateTimeOffset, Engine.Calendar.WorkingCalendar>? Calendar { get; init; }

    /// <summary>The calendar as it is known at the moment.</summary>
    internal Engine.Calendar.WorkingCalendar CalendarAt(DateTimeOffset now) =>
        Calendar?.Invoke(now) ?? Engine.Calendar.WorkingCalendar.AsKnownOn(DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime));

    /// <summary>Sees every write of a transaction that is committed; for measurements.</summary>
    internal Action<IReadOnlyList<Storage.Statement>>? Committed { get; init; }

    public static RuntimeOptions Sqlite(string path) => new(StoreKind.Sqlite, $"Data Source={path}");

    public static RuntimeOptions Postgres(string connectionString) => new(StoreKind.Postgres, connectionString);

    public static RuntimeOptions Memory() => new(StoreKind.Memory, "");

    /// <summary>A PostgreSQL connection string (has <c>Host=</c>) or the path of an SQLite file.</summary>
    public static RuntimeOptions Parse(string database) =>
        database.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? Postgres(database) : Sqlite(database);
}
