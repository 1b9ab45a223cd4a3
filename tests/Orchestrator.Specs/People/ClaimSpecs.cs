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
