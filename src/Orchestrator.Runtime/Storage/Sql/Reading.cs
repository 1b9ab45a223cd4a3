using System.Data.Common;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>A query whose rows are still to come. Several go to the database together.</summary>
internal abstract class Reading(Statement statement)
{
    public Statement Statement => statement;

    /// <summary>Takes the current row.</summary>
    public abstract void Take(DbDataReader reader);

    /// <summary>Takes the rows of all, each a result of its own, in order.</summary>
    public static async Task TakeAll(DbDataReader reader, IReadOnlyList<Reading> readings, CancellationToken ct)
    {
        foreach (var reading in readings)
        {
            while (await reader.ReadAsync(ct))
            {
                reading.Take(reader);
            }

            await reader.NextResultAsync(ct);
        }
    }
}

internal sealed class Reading<T>(Func<DbDataReader, T> read, string sql, params Arg[] args) : Reading(new Statement(sql, args))
{
    public List<T> Rows { get; } = [];

    public override void Take(DbDataReader reader) => Rows.Add(read(reader));
}
