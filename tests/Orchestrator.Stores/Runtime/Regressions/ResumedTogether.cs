using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime.Regressions;

/// <summary>Many who act at once, at two hosts: each is done or refused, none is "done" and stuck.</summary>
public sealed class ResumedTogether
{
    private const int Many = 200;

    [Fact]
    public async Task Two_hundred_instances_resumed_at_once_all_go_on()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        var hosts = new[] { office.Services, office.AddHost() };
        await office.Publish(Flows.Document("wait", Flows.Event("wait", "go"), Flows.Task("after")));
        for (var n = 0; n < Many; n++)
        {
            await office.Start("wait", $"c{n}");
        }

        // Each is asked for twice, at different hosts: one of the two reaches it.
        var reached = await Task.WhenAll(Enumerable.Range(0, 2 * Many).Select(n => Task.Run(async () =>
            (await hosts[n % 2].GetRequiredService<CommandRunner>().Run(
                Office.Head(Office.Person("p"), "Test.Event"), work => work.Workflows.PublishEvent("go", null, $"c{n / 2}", null))).Required())));
        await office.Background.Settle();

        reached.ShouldAllBe(count => count == 0 || count == 1);
        (await office.Tasks.List(new(Step: "after", Size: 1), Office.Person("p1"))).Total.ShouldBe(Many);
        (await office.Get<Sweeper>().Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_hundred_people_who_decide_in_one_instance_at_once_are_all_counted()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        var hosts = new[] { office.Services, office.AddHost() };
        var parallel = Flows.Activity("Elsa.Parallel", "all", ("activities", new JsonArray([.. Enumerable.Range(0, Many).Select(n => Flows.Task($"t{n}"))])));
        await office.Publish(Flows.Document("together", parallel, Flows.Task("after")));
        await office.Start("together", "c1");
        var tasks = await office.Tasks.OfCase("c1", openOnly: true);
        tasks.Count.ShouldBe(Many);

        var answers = await Task.WhenAll(tasks.Select((task, n) => Task.Run(() => hosts[n % 2].GetRequiredService<CommandRunner>().Run(
            Office.Head(Office.Person($"p{n}"), "Tasks.Complete"), work => work.Workflows.CompleteTask(task.Id, task.Revision, "Done", new())))));

        answers.ShouldAllBe(answer => answer.Refusal == null);
        (await office.OpenTask("c1")).Step.ShouldBe("after");
        (await office.Get<HistoryQueries>().OfCase("c1")).Count(row => row is { Event: "Completed", ActivityId: ['t', ..] }).ShouldBe(Many);
    }

    [Fact]
    public async Task Sending_back_in_one_branch_twice_leaves_the_other_branches_as_they_are()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        var graph = Flows.Flowchart(
            "split -> a -> all; split -> b -> all; split -> c -> all; split -> d; d:SendBack -> mend -> d; d:Done -> all; all -> sum; sum:SendBack -> split; sum:Done -> end",
            Flows.Activity("Elsa.FlowFork", "split", ("branches", Flows.Literal(new JsonArray()))), Flows.Task("a"), Flows.Task("b"), Flows.Task("c"), Flows.Task("d"), Flows.Task("mend"),
            Flows.Activity("Elsa.FlowJoin", "all", ("mode", Flows.Literal("WaitAllActive"))), Flows.Task("sum"), Flows.Activity("Elsa.End", "end"));
        await office.Publish(Flows.Document("review", graph));
        await office.Start("review", "c1");

        for (var round = 1; round <= 3; round++)
        {
            for (var again = 0; again < 2; again++)
            {
                await Decide(office, "d", "SendBack");
                await Open(office, "a", "b", "c", "mend");
                await Decide(office, "mend", "Done");
                await Open(office, "a", "b", "c", "d");
            }

            foreach (var step in new[] { "b", "d", "a", "c" })
            {
                await Decide(office, step, "Done");
            }

            await Open(office, "sum");
            await Decide(office, "sum", round == 3 ? "Done" : "SendBack");
        }

        (await office.StatusOf("c1")).ShouldBe("Finished");
        (await office.Tasks.OfCase("c1", openOnly: false)).GroupBy(task => task.Step).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(new Dictionary<string, int> { ["a"] = 3, ["b"] = 3, ["c"] = 3, ["d"] = 9, ["mend"] = 6, ["sum"] = 3 }, ignoreOrder: true);
    }

    private static async Task Decide(Office office, string step, string outcome) =>
        (await office.Complete((await office.Tasks.OfCase("c1", openOnly: true)).Single(task => task.Step == step), outcome)).Required();

    private static async Task Open(Office office, params string[] steps) =>
        (await office.Tasks.OfCase("c1", openOnly: true)).Select(task => task.Step).Order().ShouldBe(steps.Order());
}
