using Orchestrator.Host.Edge;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Observability;

/// <param name="Status"><c>ready</c> or <c>not-ready</c>.</param>
public sealed record HealthDocument(string Status, IReadOnlyDictionary<string, bool> Checks);

/// <summary>For supervisors: is the process alive, and may it get requests.</summary>
public static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(OperationQueries operations, Migrator migrator, RuntimeOptions runtime, QuietStop stop, ILoggerFactory logs, CancellationToken ct)
    {
        var checks = new Dictionary<string, bool>(StringComparer.Ordinal);
        try
        {
            var health = await operations.Health(ct);
            checks["database"] = health.Database;
            checks["schema"] = health.Database && (await migrator.Missing(ct)).Count == 0;
            // A host whose pumps are switched off (tests) is not ill because of it.
            checks["timers"] = !runtime.Pumps || health.TimerPump;
            checks["messages"] = !runtime.Pumps || health.Relay;
            checks["work"] = !runtime.Pumps || health.WorkPump;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logs.CreateLogger(typeof(Health).FullName!).LogWarning(failure, "Readiness check failed");
            checks["database"] = false;
        }

        if (stop.Stopping)
        {
            checks["staying"] = false;
        }

        var ready = checks.Values.All(ok => ok);
        return TypedResults.Json(new HealthDocument(ready ? "ready" : "not-ready", checks), statusCode: ready ? 200 : 503);
    }
}
