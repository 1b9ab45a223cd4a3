using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>W12: <c>--instances</c> running instances with an open task each are moved to a new version of their definition, as one batch.</summary>
internal static class Moving
{
    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "four-tasks");
        await Existing.Waiting(database, host, arguments.Instances);
        await host.PublishNext("four-tasks");
        using var measurement = await Measurement.Begin(database);
        var order = new MigrationOrder(FourTasks.Definition, 1, 2, new Dictionary<string, string>());
        var operations = host.Services.GetRequiredService<BatchOperations>();
        var began = (await host.Runner.Run(
            new CommandHead("move", "Batches.Start", BenchHost.Person("sa", "ZB", "SA"), "batch"),
            work => operations.Start(new(BatchKind.Migrate, new(), "新版本发布", order), work))).Required();
        BatchProgress progress;
        do
        {
            await host.Services.GetRequiredService<BackgroundWork>().Settle();
            progress = await host.Services.GetRequiredService<BatchQueries>().Find(began.Batch.Id) ?? throw new InvalidOperationException("The batch is gone.");
        }
        while (progress.Batch.FinishedAt is null);

        return await measurement.End(arguments, progress.Batch.Total) with
        {
            CompletionsPerSecond = null,
            More = new Dictionary<string, object> { ["moved"] = progress.Done, ["refused"] = progress.Refused, ["failed"] = progress.Failed },
        };
    }
}
