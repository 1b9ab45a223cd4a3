using System.Globalization;

namespace Orchestrator.Stores.Topology;

/// <summary>What goes wrong, and how often.</summary>
/// <param name="Transfers">In flight at the same time.</param>
/// <param name="Kills">Of each process; <c>kill -9</c>.</param>
internal sealed record FaultPlan(int Transfers, int Kills, int Seed)
{
    /// <summary>Small unless the environment says otherwise: <c>ORCHESTRATOR_FAULT_TRANSFERS=1000 ORCHESTRATOR_FAULT_KILLS=20</c> takes a
    /// quarter of an hour.</summary>
    public static FaultPlan FromEnvironment() => new(Number("TRANSFERS", 60), Number("KILLS", 1), Number("SEED", 7));

    /// <summary>How often PostgreSQL or RabbitMQ fails.</summary>
    public int Servers => Of(Postgres) + Of(Broker) + Of(WipedBroker);

    /// <summary>Everything in an order drawn at random.</summary>
    public async Task Cause(ComposedCity city)
    {
        var random = new Random(Seed);
        string[] faults =
        [
            .. city.Processes.Keys.SelectMany(name => Enumerable.Repeat(name, Kills)),
            .. ((string[])[Postgres, Broker, WipedBroker]).SelectMany(server => Enumerable.Repeat(server, Of(server))),
        ];
        random.Shuffle(faults);
        foreach (var fault in faults)
        {
            switch (fault)
            {
                case Postgres:
                    await city.CrashPostgres();
                    break;
                case Broker or WipedBroker:
                    await city.StopBroker();
                    await city.StartBroker(wiped: fault == WipedBroker);
                    break;
                default:
                    // As a supervisor does: at once, whether or not the last one that died is up again.
                    await city.Processes[fault].Kill();
                    city.Processes[fault].Start();
                    break;
            }

            await Task.Delay(random.Next(500, 2000));
        }
    }

    private int Of(string server) => server == Broker ? Kills / 10 : Math.Max(1, Kills / 10);

    private const string Postgres = "PostgreSQL";
    private const string Broker = "RabbitMQ";
    private const string WipedBroker = "RabbitMQ, wiped";

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable($"ORCHESTRATOR_FAULT_{name}"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
