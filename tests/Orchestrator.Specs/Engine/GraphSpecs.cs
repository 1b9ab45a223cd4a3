using System.Text.Json.Nodes;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class GraphSpecs
{
    [Fact]
    public void A_graph_has_every_activity_with_its_container_and_every_connection_with_its_direction()
    {
        var task = Task("t", "Ok No");
        task["metadata"] = new JsonObject { ["displayText"] = "审核", ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 10, ["y"] = -5.5 } } };
        var graph = WorkflowGraph.Of(Document(Flowchart(
            "s -> t; t:Ok -> seq; t:No -> s", Activity("Start", "s"), task, Sequence("seq", Line("a"), Activity("If", "i", ("condition", Js("true")), ("then", Line("b")))))).Read());

        graph.Nodes.Select(node => $"{node.Container}/{node.Id}{(node.Slot is null ? "" : "#" + node.Slot)}").ShouldBe(["/flow", "flow/s", "flow/t", "flow/seq", "seq/a", "seq/i", "i/b#then"]);
        graph.Edges.Select(edge => edge.Id + (edge.Backward ? " back" : "")).ShouldBe(["a:Done->i", "s:Done->t", "t:Ok->seq", "t:No->s back"]);
        var review = graph.Nodes.Single(node => node.Id == "t");
        (review.Name, review.TypeName, review.Step, review.X, review.Y).ShouldBe(("审核", "人工任务", "t", 10, -5.5));
        review.Ports.ShouldBe(["Ok", "No"]);
        graph.Nodes.Single(node => node.Id == "s").IsStart.ShouldBeTrue();
    }

    [Fact]
    public void The_graph_of_every_shipped_workflow_names_only_nodes_it_has()
    {
        foreach (var file in Directory.EnumerateDirectories(ShippedWorkflowSpecs.Folder()).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")))
        {
            var graph = WorkflowGraph.Of(Workflow.Read(File.ReadAllBytes(file)).Workflow!);
            var ids = graph.Nodes.Select(node => node.Id).ToHashSet();

            ids.Count.ShouldBe(graph.Nodes.Count);
            graph.Edges.ShouldAllBe(edge => ids.Contains(edge.Source) && ids.Contains(edge.Target));
            graph.Nodes.ShouldAllBe(node => node.Container == null || ids.Contains(node.Container));
        }
    }

    [Fact]
    public void Every_activity_type_describes_itself_in_both_languages_and_has_one_name()
    {
        ActivityCatalog.All.Select(descriptor => descriptor.Type).Distinct().Count().ShouldBe(ActivityCatalog.All.Count);
        foreach (var descriptor in ActivityCatalog.All)
        {
            descriptor.Zh.Any(character => character > 0x2E80 || descriptor.Zh == "Cron").ShouldBeTrue(descriptor.Type);
            descriptor.En.ShouldNotBeNullOrEmpty();
            descriptor.Inputs.ShouldAllBe(input => input.Zh.Length > 0 && input.En.Length > 0 && char.IsLower(input.Name[0]));
            descriptor.Inputs.Select(input => input.Name).Distinct().Count().ShouldBe(descriptor.Inputs.Count);
        }
    }
}
