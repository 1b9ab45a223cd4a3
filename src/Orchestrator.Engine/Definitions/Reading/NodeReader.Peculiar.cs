using System.Text.Json;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>What single types of activities have beside inputs, outputs and children.</summary>
internal sealed partial class NodeReader
{
    private Case[] ReadCases(JsonElement json, Node node)
    {
        if (json.Get("cases").IsNothing())
        {
            return [];
        }

        if (json.Get("cases")!.Value.AsList() is not { } items)
        {
            _problems.Error(node.Path + ".cases", "'cases' is not a list.", "cases 必须是列表。");
            return [];
        }

        var cases = new List<Case>();
        var index = -1;
        foreach (var item in items.EnumerateArray())
        {
            var path = $"{node.Path}.cases[{++index}]";
            if (item.GetText("label") is not { Length: > 0 } label)
            {
                _problems.Error(path + ".label", "A case has no label.", "分支缺少标签 label。");
                continue;
            }

            if (cases.Exists(other => other.Label == label))
            {
                _problems.Error(path + ".label", $"Label '{label}' is used twice.", $"分支标签“{label}”重复。");
            }

            Expression? condition = null;
            if (item.Get("condition").IsNothing())
            {
                _problems.Error(path + ".condition", $"Case '{label}' has no condition.", $"分支“{label}”缺少条件。");
            }
            else
            {
                condition = _expressions.ReadCondition(item.Get("condition")!.Value, path + ".condition", node);
            }

            var activity = node.Descriptor.Type == "Elsa.Switch" && !item.Get("activity").IsNothing()
                ? Read(item.Get("activity")!.Value, path + ".activity", node)
                : null;
            cases.Add(new Case(label, condition, activity));
        }

        return [.. cases];
    }

    private JoinMode BadJoin(Node node)
    {
        if (node.Inputs["mode"] is not Constant)
        {
            _problems.Error(node.Path + ".mode", "The mode of a join is a literal: WaitAny, WaitAll or WaitAllActive.", "汇合方式必须是字面值 WaitAny、WaitAll 或 WaitAllActive。");
        }

        return JoinMode.WaitAny;
    }

    private void ReadPeculiar(JsonElement json, Node node)
    {
        switch (node.Descriptor.Type)
        {
            case "Elsa.SetVariable":
                node.Target = _expressions.ReadTarget(json.Get("variable"), node.Path + ".variable", node);
                break;
            case "Elsa.Fork":
                var mode = json.GetText("joinMode");
                node.WaitAny = mode == "WaitAny";
                if (mode is not (null or "WaitAny" or "WaitAll"))
                {
                    _problems.Error(node.Path + ".joinMode", $"Unknown join mode '{mode}'.", $"未知的汇合方式“{mode}”。");
                }

                break;
            case "Orchestrator.HumanTask":
                node.Outcomes = ReadOutcomes(json, node);
                break;
            case "Elsa.RunTask":
                node.Outcomes = ["Done"];
                break;
        }

        if (json.Get("customProperties")?.GetText("mergeMode") is { Length: > 0 } merge && node.MergeMode is null && merge != "None")
        {
            _problems.Error(node.Path + ".customProperties.mergeMode", $"Unknown merge mode '{merge}'.", $"未知的合并方式“{merge}”。");
        }
    }

    private string[] ReadOutcomes(JsonElement json, Node node)
    {
        var path = node.Path + ".outcomes";
        if (json.Get("outcomes")?.AsList() is not { } items)
        {
            _problems.Error(path, "A human task needs a list of outcomes.", "人工任务必须列出可选结果 outcomes。");
            return [];
        }

        var outcomes = new List<string>();
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            var at = $"{path}[{index++}]";
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { Length: > 0 } outcome)
            {
                _problems.Error(at, "An outcome is a text.", "可选结果必须是文本。");
            }
            else if (outcomes.Contains(outcome))
            {
                _problems.Error(at, $"Outcome '{outcome}' is listed twice.", $"可选结果“{outcome}”重复。");
            }
            else
            {
                outcomes.Add(outcome);
            }
        }

        if (index == 0)
        {
            _problems.Error(path, "A human task needs at least one outcome.", "人工任务至少要有一个可选结果。");
        }

        return [.. outcomes];
    }
}
