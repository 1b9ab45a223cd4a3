using Orchestrator.Engine.Execution;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

public sealed class ClaimSpecs
{
    [Fact]
    public void A_claimed_task_goes_back_to_all_to_whom_it_was_offered()
    {
        var player = Claimed();

        player.Resume(new ClaimTask(player.IdOf("t"))).Last.RefusalCode.ShouldBe("task.claimed");
        player.Resume(new UnclaimTask(player.IdOf("t")));
        To(player).ShouldBe((null, "BM-JB", 0));
        player.Resume(new UnclaimTask(player.IdOf("t"))).Last.RefusalCode.ShouldBe("task.not-claimed");
    }

    [Fact]
    public void Passed_on_it_is_the_receivers_and_not_to_be_given_back()
    {
        var player = Claimed();

        player.Resume(new PassOn(player.IdOf("t"), new(["p2"], null, null, []), false, "出差"));
        player.Actor = "p2";
        player.Resume(new UnclaimTask(player.IdOf("t"))).Last.RefusalCode.ShouldBe("task.not-claimed");
        player.Resume(new ClaimTask(player.IdOf("t"))).Last.RefusalCode.ShouldBe("task.not-offered");
        player.Decide("t", actor: "p2").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void While_somebody_is_asked_it_is_not_given_back()
    {
        var player = Claimed();

        player.Resume(new PassOn(player.IdOf("t"), new(["p2"], null, null, []), true, "请先研究"));
        player.Resume(new UnclaimTask(player.IdOf("t"))).Last.RefusalCode.ShouldBe("task.asked");
        player.Decide("t", actor: "p2");
        To(player).ShouldBe((null, null, 1));
        player.Actor = "p1";
        player.Resume(new UnclaimTask(player.IdOf("t"))).Last.Refusal.ShouldBeNull();
        To(player).ShouldBe((null, "BM-JB", 0));
    }

    [Fact]
    public void Whoever_has_it_does_it_for_the_unit_and_post_that_were_asked()
    {
        var player = Player.Start(Document(Sequence("main", Task(
            "t", "Done", ("unit", Literal("D1")), ("role", Literal("BM-FZ")), ("allow", Literal(List("transfer", "delegate", "addSigners")))))).Read());
        Opened(player).ShouldBe(("D1", "BM-FZ"));

        player.Actor = "p1";
        player.Resume(new ClaimTask(player.IdOf("t")));
        player.Resume(new PassOn(player.IdOf("t"), new(["p2"], null, null, []), false, "出差"));
        player.Actor = "p2";
        player.Resume(new PassOn(player.IdOf("t"), new(["p3"], null, null, []), true, "请先研究"));
        player.Decide("t", actor: "p3");
        player.Actor = "p2";
        player.Resume(new AddSigners(player.IdOf("t"), AddedSign.Before, [new(["p4"], null, null, []), new([], "CZ", "BM-FZ", [])], "请会签"));
        player.Requests.OfType<OpenTask>().TakeLast(2).Select(open => (open.Assignment.ForUnit, open.Assignment.ForRole)).ShouldBe([(null, null), ("CZ", "BM-FZ")], "a signer signs for himself");
        foreach (var signer in player.Waiting.ToList())
        {
            player.Resume(new TaskCompleted(signer.Id, "Done", null));
        }

        var again = player.Requests.OfType<OpenTask>().Last();
        again.Assignment.Persons.ShouldBe(["p2"]);
        Opened(player).ShouldBe(("D1", "BM-FZ"), "it comes again for the same unit");
    }

    private static (string? Unit, string? Role) Opened(Player player) =>
        player.Requests.OfType<OpenTask>().Last().Assignment is var to ? (to.ForUnit, to.ForRole) : default;

    private static Player Claimed()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("role", Literal("BM-JB")), ("allow", Literal(List("transfer", "delegate")))))).Read());
        player.Actor = "p1";
        player.Resume(new ClaimTask(player.IdOf("t"))).Last.Refusal.ShouldBeNull();
        To(player).ShouldBe((null, null, 1));
        return player;
    }

    private static (string? Unit, string? Role, int Persons) To(Player player)
    {
        var to = player.Requests.OfType<ReassignTask>().Last().Assignment;
        return (to.Unit, to.Role, to.Persons.Count);
    }
}
