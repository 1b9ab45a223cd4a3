using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class DryRunSpecs
{
    private static readonly DateTimeOffset Now = new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_script_of_resumptions_runs_to_the_end()
    {
        var result = Try(
            Document(Flowchart("t:Ok -> a; t:No -> b", Task("t", "Ok No", ("result", To("r"))), Say("a", "getR().note"), Line("b")), "r"),
            """[{"resume":"t","outcome":"Ok","input":{"note":"好"}}]""");

        result.Status.ShouldBe("Finished");
        result.Lines.ShouldBe(["好"]);
        result.Problems.ShouldBeEmpty();
        result.Journal.Items.Cast<JsObject>().Select(row => $"{row["activityId"]} {row["event"]} {row["outcome"]}".Trim()).ShouldBe(
        [
            "WorkflowStarted", "flow Started", "t Started", "t Suspended", "t Resumed", "t Completed Ok", "a Started", "a Completed Done",
            "flow Completed Done", "WorkflowFinished Done",
        ]);
        JsonText.Write(result.Variables).ShouldBe("{\"r\":{\"note\":\"好\"}}");
    }

    [Fact]
    public void Advancing_fires_timers_in_their_order()
    {
        var result = Try(
            Document(Container(
                "Parallel", "p", Sequence("s1", Activity("Delay", "d1", ("timeSpan", Literal("02:00:00"))), Line("two")),
                Sequence("s2", Activity("Delay", "d2", ("timeSpan", Literal("01:00:00"))), Line("one")),
                Sequence("s3", Activity("Delay", "d3", ("timeSpan", Literal("05:00:00"))), Line("five")))),
            """[{"advance":"PT3H"}]""");

        result.Lines.ShouldBe(["one", "two"]);
        result.Status.ShouldBe("Suspended");
        result.Now.ShouldBe(Now.AddHours(3));
        ((JsObject)result.Waiting.Items.Single()!)["activityId"].ShouldBe("d3");
    }

    [Fact]
    public void An_event_reaches_whoever_waits_for_it()
    {
        var document = Document(Flowchart("e -> a", Activity("Event", "e", ("eventName", Literal("go")), ("result", To("r"))), Say("a", "getR()")), "r");

        Try(document, """[{"event":"go","payload":"x"}]""").Lines.ShouldBe(["x"]);
        Try(document, """[{"event":"other"}]""").Problems.ShouldHaveSingleItem().ShouldContain("script[0]");
    }

    [Fact]
    public void A_task_that_nobody_waits_at_is_a_problem_and_ends_the_script()
    {
        var result = Try(Document(Flowchart("t -> a", Task("t"), Line("a"))), """[{"resume":"x"},{"resume":"t"}]""");

        result.Problems.ShouldHaveSingleItem().ShouldBe("script[0]: nothing waits at 'x'.");
        result.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Children_run_in_the_same_world_and_report_to_their_parent()
    {
        var child = Document(Sequence("c", Task("ask", "Done", ("result", To("r"))), Activity("SetOutput", "o", ("outputName", Literal("answer")), ("outputValue", Var("r")))), "r")
            .With("definitionId", "child").With("id", "child:1").Read();
        var result = Try(
            Document(
                Flowchart("c -> a", Activity("DispatchWorkflow", "c", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)), ("result", To("r"))), Say("a", "getR().answer")),
                "r"),
            """[{"resume":"ask","input":"是"}]""", name => name == "child" ? child : null);

        result.Status.ShouldBe("Finished");
        result.Lines.ShouldBe(["是"]);
    }

    [Fact]
    public void A_barrier_opens_when_everyone_is_there()
    {
        var party = Document(Sequence("c", Activity("Orchestrator.Barrier", "b", ("key", Literal("k")), ("expected", Literal(3)), ("autoOpen", Literal(true))), Line("through")))
            .With("definitionId", "party").With("id", "party:1").Read();
        var result = Try(
            Document(Activity("BulkDispatchWorkflows", "all", ("workflowDefinitionId", Literal("party")), ("items", Js("[1,2,3]")))), "[]", name => name == "party" ? party : null);

        result.Status.ShouldBe("Finished");
        result.Lines.ShouldBe(["through", "through", "through"]);
    }

    [Fact]
    public void The_result_is_plain_JSON_and_the_same_every_time()
    {
        var document = Document(Flowchart("t -> a", Task("t", "Done", ("due", Json("{\"kind\":\"WorkingDays\",\"days\":1}"))), Say("a", "newGuid()")));
        const string Script = """[{"advance":"P2D"},{"hold":"x"},{"release":true},{"extend":"t","dueAt":"2020-08-20T18:00:00+08:00"},{"resume":"t"}]""";

        var once = JsonText.Write(Try(document, Script).ToJson());

        once.ShouldBe(JsonText.Write(Try(document, Script).ToJson()));
        once.ShouldContain("\"status\":\"Finished\"");
        once.ShouldContain("\"level\":\"overdue\"");
    }

    [Fact]
    public void A_fault_is_listed_and_can_be_retried()
    {
        var result = Try(Document(Flowchart("a -> b", Say("a", "null.x"), Line("b"))), """[{"retry":"a"}]""");

        result.Status.ShouldBe("Faulted");
        ((JsObject)result.Incidents.Items.Single()!)["activityId"].ShouldBe("a");
    }

    [Fact]
    public void Instances_that_wake_each_other_for_ever_are_stopped()
    {
        var child = Document(Flowchart("e -> p -> e", Activity("Event", "e", ("eventName", Literal("ping"))), Activity("PublishEvent", "p", ("eventName", Literal("ping")))))
            .Read();
        var result = DryRun.Run(child, new DryRunRequest(new JsObject(), (JsArray)JsonText.Parse("""[{"event":"ping"}]""")!, Now));

        result.Problems.ShouldHaveSingleItem().ShouldContain("for ever");
    }

    private static DryRunResult Try(System.Text.Json.Nodes.JsonObject document, string script, Func<string, Workflow?>? definitions = null) =>
        DryRun.Run(
            document.Read(), new DryRunRequest(new JsObject(), (JsArray)JsonText.Parse(script)!, Now) { Definitions = definitions ?? (_ => null) });
}
