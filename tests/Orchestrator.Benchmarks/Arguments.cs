using System.Globalization;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Instances">Size of the workload; what it counts is the workload's business.</param>
/// <param name="Concurrency">Commands under way at once (closed loop).</param>
/// <param name="Existing">Rows of finished instances put into the database beforehand.</param>
/// <param name="Database">A database (PostgreSQL) or folder (SQLite) that is made when it is not there, filled when it is not full, and kept for the next run.</param>
/// <param name="Broker">A RabbitMQ server; without one messages stay in the process.</param>
internal sealed record Arguments(string Workload, StoreKind Store, int Instances, int Concurrency, long Existing, bool Json, string? Postgres, string? Database, string? Broker = null)
{
    public const string Usage =
        "Orchestrator.Benchmarks <workload> [--store sqlite|postgres] [--instances N] [--concurrency C] [--existing N] [--postgres CONNECTION] [--database NAME] [--broker AMQP] [--json]";

    /// <exception cref="ArgumentException">With the usage, when something cannot be read.</exception>
    public static Arguments Read(string[] args)
    {
        var read = new Arguments("", StoreKind.Sqlite, 1_000, 1, 0, false, Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES"), null);
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at];
            string Value() => ++at < args.Length ? args[at] : throw new ArgumentException($"{name} needs a value.\n{Usage}");
            int Count() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count : throw new ArgumentException($"{name} needs a positive number.\n{Usage}");
            read = name switch
            {
                "--store" => read with { Store = Value() switch { "sqlite" => StoreKind.Sqlite, "postgres" => StoreKind.Postgres, var other => throw new ArgumentException($"Unknown store '{other}'.\n{Usage}") } },
                "--instances" => read with { Instances = Count() },
                "--concurrency" => read with { Concurrency = Count() },
                "--existing" => read with { Existing = Count() },
                "--postgres" => read with { Postgres = Value() },
                "--database" => read with { Database = Value() },
                "--broker" => read with { Broker = Value() },
                "--json" => read with { Json = true },
                _ when !name.StartsWith('-') && read.Workload.Length == 0 => read with { Workload = name },
                _ => throw new ArgumentException($"Unknown argument '{name}'.\n{Usage}"),
            };
        }

        return read.Workload.Length == 0 ? throw new ArgumentException(Usage)
            : read.Store == StoreKind.Postgres && read.Postgres is null ? throw new ArgumentException("--store postgres needs --postgres CONNECTION (a server on which databases may be created).")
            : read;
    }
}
