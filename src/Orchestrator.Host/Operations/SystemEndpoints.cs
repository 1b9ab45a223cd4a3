using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Orchestrator.Host.Roles;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

/// <summary>The process that answers, of all that may serve the same database.</summary>
/// <param name="Store"><c>Sqlite</c> or <c>Postgres</c>.</param>
public sealed record ProcessView(
    string Version, [EnumDataType(typeof(HostRole))] string Role, string Machine, int Id, DateTimeOffset StartedAt, [EnumDataType(typeof(StoreKind))] string Store);

/// <param name="Seconds">Since the loop last came round; null when it has not yet.</param>
public sealed record PumpView(string Name, bool Alive, int? Seconds);

/// <param name="Broker">Whether the message broker can be reached; null where messages stay in this process.</param>
/// <param name="PumpsOn">False where the background loops are switched off.</param>
/// <param name="Database">Whether it answered; without it there are no figures.</param>
public sealed record SystemView(ProcessView Process, bool Database, bool? Broker, bool PumpsOn, IReadOnlyList<PumpView> Pumps, IReadOnlyList<Figure> Figures);

/// <summary>What is told about this process.</summary>
public sealed record ProcessFacts(HostRole Role, DateTimeOffset StartedAt);

/// <summary>运行状况: this process, its loops, what waits, and the queues.</summary>
public static class SystemEndpoints
{
    public static void MapSystem(this IEndpointRouteBuilder api)
    {
        var system = api.MapGroup("/system").WithTags("operations");
        system.MapGet("", Look).Allow("SA", "ZB").WithName("GetSystem").WithSummary("运行状况");
        system.MapGet("/queues", Queues).Allow("SA", "ZB").WithName("GetQueues").WithSummary("消息队列");
    }

    /// <summary>Answered where the installation is known: not by an authority that runs apart.</summary>
    public static void MapServiceStates(this IEndpointRouteBuilder api) => api.MapGroup("/system/services").WithTags("operations")
        .MapGet("", (Neighbourhood neighbourhood, CancellationToken ct) => neighbourhood.Look(ct))
        .Allow("SA", "ZB", "AU").WithName("ListServices").WithSummary("各服务的状况");

    private static async Task<SystemView> Look(OperationQueries queries, RuntimeOptions runtime, ProcessFacts facts, ILoggerFactory logs, CancellationToken ct)
    {
        IReadOnlyList<Figure>? figures = null;
        try
        {
            figures = await queries.Figures(ct);
        }
        catch (DbException failure)
        {
            logs.CreateLogger(typeof(SystemEndpoints).FullName!).LogWarning(failure, "The database does not tell its figures");
        }

        return new(
            new(ProgramVersion.Text, facts.Role.ToString(), Environment.MachineName, Environment.ProcessId, facts.StartedAt, runtime.Store.ToString()),
            figures is not null, queries.Broker, runtime.Pumps, [.. queries.Pumps.Select(pump => new PumpView(pump.Name, pump.Alive, (int?)pump.Age?.TotalSeconds))], figures ?? []);
    }

    private static Task<QueueReport> Queues(QueueQueries queues, CancellationToken ct) => queues.Look(ct);
}
