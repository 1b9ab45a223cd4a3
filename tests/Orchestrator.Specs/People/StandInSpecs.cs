using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

/// <summary>Somebody decides for somebody else (代理).</summary>
public sealed class StandInSpecs
{
    [Fact]
    public void The_deed_is_the_deputys_and_what_comes_of_it_the_principals()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("role", Literal("BM-JB")), ("allow", Literal(List("delegate")))))).Read());

        AsDeputy(player, "a", new ClaimTask(player.IdOf("t"))).Last.Refusal.ShouldBeNull();
        Assigned(player).ShouldBe(["a"], "claimed for the other");
        AsDeputy(player, "a", new PassOn(player.IdOf("t"), new(["expert"], null, null, []), true, "请先研究"));
        player.For = null;
        player.Decide("t", actor: "expert");
        Assigned(player).ShouldBe(["a"], "it comes back to whose it is");

        AsDeputy(player, "a", new TaskCompleted(player.IdOf("t"), "Done", null));
        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.Asked<CloseTask>().Single().Actor.ShouldBe("b");
    }

    [Fact]
    public void A_step_that_excludes_the_principal_excludes_whoever_stands_in_for_him()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("role", Literal("BM-JB")), ("excluded", Literal(List("a")))))).Read());

        AsDeputy(player, "a", new TaskCompleted(player.IdOf("t"), "Done", null)).Last.RefusalCode.ShouldBe("task.excluded");
        AsDeputy(player, "c", new TaskCompleted(player.IdOf("t"), "Done", null)).State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Who_has_a_seat_of_his_own_decides_no_other_seat_of_the_step()
    {
        var player = Player.Start(Review("a", "b", "c"));

        Decide(player, "a", "b", "a").Last.RefusalCode.ShouldBe("task.same-step", "his seat is open");
        Decide(player, "b", "b", null).Last.Refusal.ShouldBeNull();
        Decide(player, "a", "b", "a").Last.RefusalCode.ShouldBe("task.same-step", "his seat is decided");
        Decide(player, "a", "a", null);
        Decide(player, "c", "d", "c").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_seat_by_unit_and_role_is_ones_own_as_well()
    {
        var head = new JsonObject { ["unit"] = "CZ", ["role"] = "BM-FZ" };
        var player = Player.Start(Review("a", head));

        Decide(player, "a", "b", "a", "CZ", "BM-FZ").Last.RefusalCode.ShouldBe("task.same-step");
        Decide(player, "a", "b", "a", "RS", "BM-FZ").Last.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Nobody_decides_one_step_for_two()
    {
        var player = Player.Start(Review("a", "c", "e"));

        Decide(player, "a", "b", "a").Last.Refusal.ShouldBeNull();
        Decide(player, "c", "b", "c").Last.RefusalCode.ShouldBe("task.same-step");
    }

    [Fact]
    public void What_was_decided_for_somebody_else_is_not_called_back()
    {
        var player = Player.Start(Document(Sequence(
            "main", Task("t", "Done", ("persons", Literal(List("a"))), ("allow", Literal(List("takeBack", "withdraw")))), Task("after", "Done", ("persons", Literal(List("c")))))).Read());
        var task = player.IdOf("t");
        AsDeputy(player, "a", new TaskCompleted(task, "Done", null));

        AsDeputy(player, "a", new CallBack(task, false, "写错了")).Last.RefusalCode.ShouldBe("callback.nothing");
        AsDeputy(player, "a", new CallBack(task, true, "写错了")).Last.RefusalCode.ShouldBe("callback.nothing");
        player.WaitingFor.ShouldBe("after");
    }

    [Fact]
    public void Whoever_may_not_decide_what_he_wrote_may_not_when_it_was_written_for_him()
    {
        var draft = Task("draft", "Done", ("role", Literal("BM-JB")));
        draft["actor"] = To("drafter");
        var player = Player.Start(Document(
            Sequence("main", draft, Task("sign", "Done", ("role", Literal("BM-FZ")), ("excluded", Js("[variables.drafter]")))), "drafter").Read());

        AsDeputy(player, "a", new TaskCompleted(player.IdOf("draft"), "Done", null));

        player.Asked<OpenTask>().Single().Assignment.Excluded.ShouldBe(["b", "a"]);
        player.For = null;
        player.Decide("sign", actor: "a").Last.Refusal.ShouldNotBeNull();
        player.Decide("sign", actor: "c").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    private static Orchestrator.Engine.Definitions.Workflow Review(params JsonNode[] participants) => Document(Sequence("main", Task(
        "t", "Approve Reject", ("participants", Literal(new JsonArray(participants))), ("review", Literal(new JsonObject { ["mode"] = "All" }))))).Read();

    private static Player AsDeputy(Player player, string principal, Stimulus stimulus)
    {
        player.Actor = "b";
        player.For = new(principal, null, new HashSet<string>());
        return player.Resume(stimulus);
    }

    // The seat of somebody is decided by an actor, for somebody or for himself.
    private static Player Decide(Player player, string seat, string actor, string? principal, string? unit = null, params string[] roles)
    {
        player.Actor = actor;
        player.For = principal is null ? null : new(principal, unit, roles.ToHashSet());
        var task = player.Requests.OfType<OpenTask>().First(open => open.Assignment.Persons.Contains(seat));
        return player.Resume(new TaskCompleted(task.TaskId, "Approve", null));
    }

    private static IReadOnlyList<string> Assigned(Player player) => player.Requests.OfType<ReassignTask>().Last().Assignment.Persons;
}
