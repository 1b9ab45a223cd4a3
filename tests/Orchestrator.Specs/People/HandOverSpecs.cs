using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

/// <summary>Somebody leaves, and what is his by name becomes somebody else's (移交).</summary>
public sealed class HandOverSpecs
{
    [Fact]
    public void The_receiver_decides_though_the_step_allows_no_passing_on()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("persons", Literal(List("a", "c")))))).Read());
        var task = player.IdOf("t");

        Hand(player, task, "a", "b").Last.Refusal.ShouldBeNull();

        Assigned(player).ShouldBe(["b", "c"]);
        player.IdOf("t").ShouldBe(task, "the same task");
        player.Requests.OfType<WriteHistory>().Last(row => row.Event == "HandedOver").Actor.ShouldBe("operator");
        Hand(player, task, "a", "b").Last.RefusalCode.ShouldBe("handover.not-theirs", "a second time");
        player.Decide("t", actor: "b").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Duties_stay_apart()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("persons", Literal(List("a"))), ("excluded", Literal(List("b")))))).Read());

        Hand(player, player.IdOf("t"), "a", "b").Last.RefusalCode.ShouldBe("task.excluded");
        Hand(player, player.IdOf("t"), "a", "c").Last.Refusal.ShouldBeNull();
        player.Asked<ReassignTask>().Single().Assignment.Excluded.ShouldBe(["b"]);
    }

    [Fact]
    public void Nobody_receives_a_seat_beside_his_own()
    {
        var head = new JsonObject { ["unit"] = "CZ", ["role"] = "BM-FZ" };
        var player = Player.Start(Review("a", "b", head));
        var task = player.Requests.OfType<OpenTask>().First(open => open.Assignment.Persons.Contains("a")).TaskId;

        Hand(player, task, "a", "b").Last.RefusalCode.ShouldBe("task.same-step", "a seat by name");
        Hand(player, task, "a", "x", "CZ", "BM-FZ").Last.RefusalCode.ShouldBe("task.same-step", "a seat by unit and role");
        player.Actor = "b";
        player.Resume(new TaskCompleted(player.Requests.OfType<OpenTask>().First(open => open.Assignment.Persons.Contains("b")).TaskId, "Approve", null));
        Hand(player, task, "a", "b").Last.RefusalCode.ShouldBe("task.same-step", "a seat that is decided");
        Hand(player, task, "a", "x", "RS", "BM-FZ").Last.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Whoever_decides_a_step_alone_receives_no_signature_on_it_either()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Yes No", ("persons", Literal(List("owner"))), ("allow", Literal(List("addSigners")))))).Read());
        player.Resume(new AddSigners(player.IdOf("t"), AddedSign.Parallel, [new(["a"], null, null, [])], "请一并会签"));

        Hand(player, player.Asked<OpenTask>().Single().TaskId, "a", "owner").Last.RefusalCode.ShouldBe("task.same-step");
    }

    [Fact]
    public void What_the_leaver_claimed_the_receiver_may_give_back()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("role", Literal("BM-JB"))))).Read());
        player.Actor = "a";
        player.Resume(new ClaimTask(player.IdOf("t")));

        Hand(player, player.IdOf("t"), "a", "b").Last.Refusal.ShouldBeNull();
        player.Actor = "b";
        player.Resume(new UnclaimTask(player.IdOf("t"))).Last.Refusal.ShouldBeNull();
        player.Requests.OfType<ReassignTask>().Last().Assignment.Role.ShouldBe("BM-JB");
    }

    [Fact]
    public void What_waits_for_a_signer_comes_back_to_the_receiver()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("persons", Literal(List("a"))), ("allow", Literal(List("addSigners")))))).Read());
        var task = player.IdOf("t");
        player.Actor = "a";
        player.Resume(new AddSigners(task, AddedSign.Before, [new(["s"], null, null, [])], "请先审"));

        Hand(player, task, "a", "s").Last.RefusalCode.ShouldBe("task.same-step", "he signs before himself");
        Hand(player, task, "a", "b").Last.Refusal.ShouldBeNull();
        var signer = player.Requests.OfType<OpenTask>().Last().TaskId;
        player.Actor = "s";
        player.Resume(new TaskCompleted(signer, "Done", null)).Last.Refusal.ShouldBeNull();

        player.Requests.OfType<OpenTask>().Last().Assignment.Persons.ShouldBe(["b"]);
        player.Decide("t", actor: "b").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void An_instance_on_hold_is_left_alone()
    {
        var player = Player.Start(Document(Sequence("main", Task("t", "Done", ("persons", Literal(List("a")))))).Read());
        player.Resume(new HoldInstance("停"));

        Hand(player, player.IdOf("t"), "a", "b").Last.Refusal.ShouldBe("流程已暂停，恢复后才能办理。");
    }

    private static Orchestrator.Engine.Definitions.Workflow Review(params JsonNode[] participants) => Document(Sequence("main", Task(
        "t", "Approve Reject", ("participants", Literal(new JsonArray(participants))), ("review", Literal(new JsonObject { ["mode"] = "All" }))))).Read();

    private static Player Hand(Player player, string task, string from, string to, string? unit = null, params string[] roles)
    {
        player.Actor = "operator";
        return player.Resume(new HandOver(task, from, to, unit, roles.ToHashSet(), "调离"));
    }

    private static IReadOnlyList<string> Assigned(Player player) => player.Requests.OfType<ReassignTask>().Last().Assignment.Persons;
}
