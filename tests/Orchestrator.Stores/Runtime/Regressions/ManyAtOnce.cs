using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime.Regressions;

/// <summary>Thousands of children and timers, two hosts, a restart in the middle.</summary>
public sealed class ManyAtOnce
{
    [Fact]
    public async Task Five_thousand_children_that_end_together_are_all_counted_by_their_parent()
    {
        const int Children = 5_000;
        await using var office = await Office.Open(StoreKind.Postgres);
        var other = office.AddHost();
        await office.Publish(Flows.Document("child", Flows.Delay("nap", "00:01:00")));
        await office.Publish(Flows.Document(
            "parent", Flows.Activity("Elsa.BulkDispatchWorkflows", "all", ("workflowDefinitionId", Flows.Literal("child")), ("items", Flows.Wrap("JavaScript", $"Array.from({{ length: {Children} }}, (_, i) => i)"))),
            Flows.Task("after")));
        await office.Start("parent", "c1");
        await Both(office, other);
        (await office.Get<InstanceQueries>().List(new(DefinitionId: "child", Size: 1))).Total.ShouldBe(Children);
        (await office.Tasks.OfCase("c1", openOnly: true)).ShouldBeEmpty();

        office.Clock.Advance(TimeSpan.FromMinutes(2));
        await Both(office, other);

        (await office.OpenTask("c1")).Step.ShouldBe("after");
        (await office.Get<InstanceQueries>().List(new(DefinitionId: "child", Status: InstanceStatus.Finished, Size: 1))).Total.ShouldBe(Children);
        (await office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
        (await office.Get<OperationQueries>().Incidents(null)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Of_ten_thousand_timers_over_a_restart_each_fires_once()
    {
        const int Timers = 10_000;
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("nap", Flows.Delay("nap", "00:01:00")));
        await Parallel.ForEachAsync(Enumerable.Range(0, Timers), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) => await office.Start("nap", $"c{n}"));
        var fired = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        office.Script.Steps.Clear();
        office.Script.Observer = (step, work) =>
        {
            work.AfterCommit(() =>
            {
                fired.AddOrUpdate(step.After.Id, 1, (_, count) => count + 1);
                if (fired.Count > Timers / 2)
                {
                    stop.Cancel();
                }
            });
            return Task.CompletedTask;
        };
        office.Clock.Advance(TimeSpan.FromMinutes(2));

        // In the middle of it the host ends, batches under way are lost, and two others begin.
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (await office.Get<TimerPump>().FireDue(stop.Token) > 0)
            {
                // More than one round when the last batch was full.
            }

            stop.Token.ThrowIfCancellationRequested();
        });
        await office.Restart();
        await Both(office, office.AddHost());

        fired.Count.ShouldBe(Timers);
        fired.Values.ShouldAllBe(count => count == 1);
        (await office.Get<InstanceQueries>().List(new(DefinitionId: "nap", Status: InstanceStatus.Finished, Size: 1))).Total.ShouldBe(Timers);
        (await office.Background.NextTimer()).ShouldBeNull();
    }

    private static async Task Both(Office office, IServiceProvider other)
    {
        await Task.WhenAll(Task.Run(() => office.Background.Settle()), Task.Run(() => other.GetRequiredService<BackgroundWork>().Settle()));

        // What one of them held while the other looked.
        await office.Background.Settle();
    }
}
