using System.Text.Json.Nodes;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>What names somebody who leaves becomes somebody else's (移交).</summary>
public abstract partial class RuntimeBehaviour
{
    [Fact]
    public async Task A_hand_over_that_a_crash_interrupts_goes_on_and_hands_nothing_over_twice()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first", "", "", ("persons", Flows.Literal(new JsonArray("leaver"))))));
        for (var n = 0; n < 12; n++)
        {
            await _office.Start("one", $"c{n:00}");
        }

        var order = new HandOverOrder("leaver", "甲", "receiver", "乙");
        var begun = (await HandOver(order)).Required();
        (begun.Batch.Total, begun.Batch.HandOver).ShouldBe((12, order));
        (await HandOver(order)).Refusal!.Code.ShouldBe("handover.running", "two windows");
        var decided = await _office.OpenTask("c03");
        (await _office.Complete(decided, actor: Office.Person("leaver"))).Required();

        await CrashInTheMiddleOf(begun);

        var done = await Finished(begun);
        (done.Done, done.Refused, done.Failed).ShouldBe((11, 1, 0));
        (await Batches.Items(begun.Batch.Id, BatchItemStatus.Refused)).Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.TaskId.ShouldBe(decided.Id), item => item.Code.ShouldBe("task.already-decided"));
        foreach (var n in Enumerable.Range(0, 12).Where(n => n != 3))
        {
            (await _office.OpenTask($"c{n:00}")).Persons.ShouldBe(["receiver"]);
            (await _office.Get<HistoryQueries>().OfInstance($"c{n:00}")).Single(row => row.Event == "HandedOver").ActorId.ShouldBe("operator");
        }

        (await _office.Get<OperationQueries>().Audit(new(Action: "Batches.HandOver"))).Items.Count(row => row.Result == "Done").ShouldBe(11);
        (await HandOver(order)).Refusal!.Code.ShouldBe("batch.nothing");
        (await _office.Complete(await _office.OpenTask("c00"), actor: Office.Person("receiver"))).Required();
    }

    private async Task<Outcome<BatchProgress>> HandOver(HandOverOrder order)
    {
        var person = Office.Person("operator", roles: "SA");
        var named = await Interventions.PreviewHandOver(order.FromId, new(order.ToId, order.ToName, ["BM-JB"], "D1"), person);
        return await _office.Runner.Run(
            Office.Head(person, "Accounts.HandOver"), work => _office.Get<BatchOperations>().StartHandOver(order, "调离", [.. named.Select(one => one.Task)], work));
    }
}
