using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>What people do with their tasks beside deciding them, with many at once and over restarts.</summary>
public abstract partial class RuntimeBehaviour
{
    private static readonly string[] FiveUnits = ["CZ", "RS", "SF", "ZZ", "BB"];

    [Fact]
    public async Task Of_a_hundred_who_claim_a_task_one_gets_it()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first")));
        await _office.Start("one", "c1");
        var task = await _office.OpenTask("c1");
        var people = Enumerable.Range(0, 100).Select(n => Office.Person($"p{n:00}", "D1", "BM-JB")).ToList();

        var outcomes = await Task.WhenAll(people.Select(person => Task.Run(() => _office.Do(w => w.Claim(task.Id, task.Revision), person))));

        outcomes.Count(outcome => outcome.Refusal is null).ShouldBe(1);
        outcomes.Where(outcome => outcome.Refusal is not null).ShouldAllBe(outcome => outcome.Refusal!.Code == "task.not-yours" || outcome.Refusal.Code == "task.stale" || outcome.Refusal.Code == "stale");
        var winner = people[Array.FindIndex(outcomes, outcome => outcome.Refusal is null)];
        var claimed = await _office.OpenTask("c1");
        (claimed.Id, claimed.Unit, claimed.Role, claimed.Revision).ShouldBe((task.Id, null, null, 2));
        claimed.Persons.ShouldBe([winner.Id]);
        (await _office.Tasks.List(new(), winner)).Total.ShouldBe(1);
        (await _office.Tasks.List(new(), people.First(person => person != winner))).Total.ShouldBe(0);

        (await _office.Do(w => w.Unclaim(claimed.Id, claimed.Revision), winner)).Required();
        (await _office.Tasks.List(new(), people.First(person => person != winner))).Total.ShouldBe(1);
        (await _office.Complete(await _office.OpenTask("c1"), actor: people[3])).Required();
    }

    [Fact]
    public async Task Two_hundred_who_decide_their_own_tasks_of_one_instance_at_once_are_all_heard()
    {
        var people = Enumerable.Range(0, 200).Select(n => $"p{n:000}").ToArray();
        await _office.Publish(Flows.Document("many", Review(people, "All"), Flows.Task("after")));
        await _office.Start("many", "c1");
        var tasks = await _office.Tasks.OfCase("c1", openOnly: true);
        tasks.Count.ShouldBe(200);

        var outcomes = await Task.WhenAll(tasks.Select(task => Task.Run(() => _office.Complete(task, "Approve", Office.Person(task.Persons[0])))));

        outcomes.ShouldAllBe(outcome => outcome.Refusal == null);
        (await _office.OpenTask("c1")).Step.ShouldBe("after");
        (await _office.Get<OperationQueries>().Incidents("Open")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_review_of_five_goes_back_and_straight_on_over_a_restart_at_every_step()
    {
        await _office.Publish(Flows.Document(
            "review",
            Flows.Flowchart(
                "draft -> split -> inner; split -> work; inner -> review; inner -> law; review:Approve -> innerJoin; review:Reject -> innerJoin; law -> innerJoin; innerJoin -> join; work -> join; join -> issue",
                Flows.Task("draft"), Line("split"), Line("inner"), Review(FiveUnits, "All"), Flows.Task("law", "law"), Join("innerJoin"), Flows.Task("work", "work"), Join("join"), Flows.Task("issue"))));
        await _office.Start("review", "c1");
        await Done("draft");
        await Vote("CZ");

        await _office.Restart();
        var asked = await TaskOf("RS");
        (await _office.Do(w => w.Return(asked.Id, asked.Revision, "draft", straight: true, siblingsGoOn: false, "第三条缺少依据"), Office.Person("RS"))).Required();
        await _office.Restart();
        (await Open()).ShouldBe(["draft"]);
        (await _office.Complete(asked, "Approve", Office.Person("RS"))).Refusal!.Code.ShouldBe("task.already-decided");
        await Done("draft");

        foreach (var unit in FiveUnits.Skip(1))
        {
            await _office.Restart();
            await Vote(unit);
        }

        await _office.Restart();
        await Done("law", "law");
        await Done("work", "work");
        await Done("issue");
        (await _office.StatusOf("c1")).ShouldBe("Finished");
        var all = await _office.Tasks.OfCase("c1", openOnly: false);
        all.Where(task => task.Step == "review").GroupBy(task => task.Persons[0]).ShouldAllBe(seat => seat.Count(task => task.Status == TaskRowStatus.Completed) == 1);
        all.Count(task => task.Step == "review" && task.Status == TaskRowStatus.Cancelled).ShouldBe(4, "those who waited for the correction");
        var history = await _office.Get<HistoryQueries>().OfInstance("c1");
        history.Count(row => row.Event == "Returned").ShouldBe(1);
        history.Count(row => row is { ActivityId: "review", Event: "Completed", Outcome: "Approve" }).ShouldBe(6, "five seats and the step");

        async Task Done(string step, string role = "BM-JB") =>
            (await _office.Complete((await _office.Tasks.OfCase("c1", openOnly: true)).Single(task => task.Step == step), actor: Office.Person("p1", "D1", role))).Required();
        async Task Vote(string unit) => (await _office.Complete(await TaskOf(unit), "Approve", Office.Person(unit))).Required();
        async Task<TaskRow> TaskOf(string unit) => (await _office.Tasks.OfCase("c1", openOnly: true)).Single(task => task.Persons.Contains(unit));
        async Task<IEnumerable<string>> Open() => (await _office.Tasks.OfCase("c1", openOnly: true)).Select(task => task.Step).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_task_passed_on_is_the_others_and_one_asked_about_comes_back()
    {
        await _office.Publish(Flows.Document("one", Review(["a", "b"], "All"), Flows.Task("after")));
        await _office.Start("one", "c1");
        var task = (await _office.Tasks.OfCase("c1", openOnly: true)).Single(one => one.Persons.Contains("a"));

        (await _office.Do(w => w.Transfer(task.Id, 1, new(["c"], null, null, []), "出差"), Office.Person("a"))).Required();
        (await _office.Do(w => w.Delegate(task.Id, 2, new(["d"], null, null, []), "请先研究"), Office.Person("c"))).Required();
        (await _office.Complete(await Now(), "Approve", Office.Person("c"))).Refusal!.Code.ShouldBe("task.not-yours");
        (await _office.Complete(await Now(), "Reject", Office.Person("d"))).Refusal!.Code.ShouldBe("task.unknown-outcome", "whoever is asked answers, he does not refuse");
        (await _office.Complete(await Now(), "Approve", Office.Person("d"))).Required();
        (await Now()).Persons.ShouldBe(["c"], "an answer decides nothing");
        (await _office.Do(w => w.AddSigners(task.Id, 4, AddedSign.Before, [new(["e"], null, null, [])], "请先把关"), Office.Person("c"))).Required();
        var added = (await _office.Tasks.OfCase("c1", openOnly: true)).Single(one => one.Persons.Contains("e"));
        (await _office.Do(w => w.RemoveSigner(added.Id, "不必了", byOperator: false), Office.Person("b"))).Refusal!.Code.ShouldBe("signers.not-yours");
        (await _office.Complete(added, "Approve", Office.Person("e"))).Required();
        var again = (await _office.Tasks.OfCase("c1", openOnly: true)).Single(one => one.Persons.Contains("c"));
        again.Id.ShouldNotBe(task.Id);
        (await _office.Complete(again, "Approve", Office.Person("c"))).Required();
        (await _office.Complete((await _office.Tasks.OfCase("c1", openOnly: true)).Single(), "Approve", Office.Person("b"))).Required();
        (await _office.OpenTask("c1")).Step.ShouldBe("after");

        async Task<TaskRow> Now() => (await _office.Tasks.OfCase("c1", openOnly: true)).Single(one => one.Id == task.Id);
    }

    private static JsonObject Review(string[] people, string mode) => Flows.Activity(
        "Orchestrator.HumanTask", "review",
        ("step", Flows.Literal("review")), ("outcomes", new JsonArray("Approve", "Reject")), ("participants", Flows.Literal(new JsonArray([.. people.Select(person => (JsonNode)person)]))),
        ("review", Flows.Literal(new JsonObject { ["mode"] = mode })),
        ("allow", Flows.Literal(new JsonArray("return", "returnStraight", "addSigners", "transfer", "delegate"))));

    private static JsonObject Line(string id) => Flows.Activity("Elsa.WriteLine", id, ("text", Flows.Literal(id)));

    private static JsonObject Join(string id) => Flows.Activity("Elsa.FlowJoin", id, ("mode", Flows.Literal("WaitAllActive")));
}
