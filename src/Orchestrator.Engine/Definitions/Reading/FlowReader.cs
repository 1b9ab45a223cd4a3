using System.Text.Json;
using Orchestrator.Engine.Activities;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads the connections of a flowchart. Source: sections 2.3 and 5 of the format.</summary>
internal static class FlowReader
{
    public static void Read(JsonElement json, Node node, bool tokens, Problems problems)
    {
        var connections = new List<Connection>();
        if (!json.Get("connections").IsNothing())
        {
            if (json.Get("connections")!.Value.AsList() is { } items)
            {
                var index = 0;
                foreach (var item in items.EnumerateArray())
                {
                    if (ReadOne(item, $"{node.Path}.connections[{index++}]", node, problems) is { } connection)
                    {
                        connections.Add(connection);
                    }
                }
            }
            else
            {
                problems.Error(node.Path + ".connections", "'connections' is not a list.", "connections 必须是列表。");
            }
        }

        var children = node.Children;
        if (children.Length == 0)
        {
            return;
        }

        Connection[] made = [.. connections];
        var flow = new Flow
        {
            Connections = made,
            Count = children.Length,
            DefaultStart = StartOf(children, made),
            Tokens = Mode(json, tokens, node.Path, problems),
        };
        flow.AddStart(flow.DefaultStart);
        foreach (var child in children)
        {
            if (child.CanStartWorkflow && child.Descriptor.IsTrigger)
            {
                flow.AddStart(child.Index);
            }
        }

        node.Flow = flow;
    }

    private static bool Mode(JsonElement json, bool tokens, string path, Problems problems)
    {
        switch (json.Get("customProperties")?.GetText("executionMode"))
        {
            case "TokenBased" or "Token":
                return true;
            case "CounterBased" or "Counter":
                return false;
            case null or "" or "Default":
                return tokens;
            case var other:
                problems.Error(path + ".customProperties.executionMode", $"Unknown flowchart execution mode '{other}'.", $"未知的流程图执行模式“{other}”。");
                return tokens;
        }
    }

    private static int StartOf(Node[] children, Connection[] connections)
    {
        var start = Array.FindIndex(children, child => child.Descriptor.Type == "Elsa.Start");
        if (start < 0)
        {
            start = Array.FindIndex(children, child => child.CanStartWorkflow);
        }

        if (start < 0)
        {
            start = Array.FindIndex(children, child => !Array.Exists(connections, c => c.Target == child.Index));
        }

        return Math.Max(start, 0);
    }

    private static Connection? ReadOne(JsonElement item, string path, Node node, Problems problems)
    {
        var source = End(item, "source", "sourcePort", out var port);
        var target = End(item, "target", "targetPort", out _);
        var from = Find(source, "source", path, node, problems);
        var to = Find(target, "target", path, node, problems);
        return from < 0 || to < 0 ? null : new Connection(from, port is { Length: > 0 } ? port : "Done", to, path);
    }

    // {"source": {"activity": "a", "port": "Done"}} or the older {"source": "a", "sourcePort": "Done"}.
    private static string? End(JsonElement item, string end, string flatPort, out string? port)
    {
        if (item.Get(end) is { ValueKind: JsonValueKind.Object } nested)
        {
            port = nested.GetText("port");
            return nested.GetText("activity") ?? nested.GetText("activityId");
        }

        port = item.GetText(flatPort);
        return item.GetText(end);
    }

    private static int Find(string? id, string end, string path, Node node, Problems problems)
    {
        var found = string.IsNullOrEmpty(id) ? -1 : Array.FindIndex(node.Children, child => child.Id == id);
        if (found < 0)
        {
            problems.Error($"{path}.{end}", $"The connection's {end} '{id}' is not an activity of the flowchart.", $"连线的{(end == "source" ? "起点" : "终点")}“{id}”不是该流程图中的活动。");
        }

        return found;
    }
}
