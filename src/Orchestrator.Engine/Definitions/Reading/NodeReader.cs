using System.Collections.Frozen;
using System.Text.Json;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads activities. Source: section 2.3 of the format.</summary>
internal sealed class NodeReader
{
    public const int MostActivities = 3_000;

    private static readonly FrozenSet<string> CommonProperties = new[]
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "variables", "connections", "cases",
        "joinMode", "variable", "outcomes", "start", "source", "runAsynchronously", "canStartWorkflow", "commitStrategy",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Workflow _workflow;
    private readonly Func<string, Workflow?>? _definitions;
    private readonly Problems _problems;
    private readonly bool _tokens;
    private readonly ExpressionReader _expressions;
    private readonly List<Node> _nodes = [];

    public NodeReader(Workflow workflow, Func<string, Workflow?>? definitions, Problems problems, string? executionMode)
    {
        (_workflow, _definitions, _problems) = (workflow, definitions, problems);
        _expressions = new ExpressionReader(workflow, problems);
        _tokens = executionMode is "TokenBased" or "Token";
        if (executionMode is not (null or "" or "TokenBased" or "Token" or "CounterBased" or "Counter" or "Default"))
        {
            problems.Error("$.options.flowchartExecutionMode", $"Unknown flowchart execution mode '{executionMode}'.", $"未知的流程图执行模式“{executionMode}”。");
        }
    }

    public Node? Read(JsonElement json, string path, Node parent)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _problems.Error(path, "An activity is an object.", "活动必须是对象。");
            return null;
        }

        if (json.GetText("type") is not { Length: > 0 } type)
        {
            _problems.Error(path + ".type", "The activity has no type.", "活动缺少类型 type。");
            return null;
        }

        if (_nodes.Count >= MostActivities)
        {
            if (_nodes.Count == MostActivities)
            {
                _problems.Error(path, $"The definition has more than {MostActivities} activities.", $"活动数量超过上限 {MostActivities}。");
                _nodes.Add(parent);
            }

            return null;
        }

        if (Describe(json, type, path) is not { } descriptor)
        {
            return null;
        }

        var node = Make(json, type, path, parent, descriptor);
        _nodes.Add(node);
        node.Variables = VariableReader.Read(json, path, _problems);
        ReadChildren(json, node);
        ReadInputs(json, node);
        ReadOutputs(json, node);
        ReadPeculiar(json, node);
        WarnOfUnknown(json, node);
        if (descriptor.Type == "Elsa.Flowchart")
        {
            FlowReader.Read(json, node, _tokens, _problems);
        }

        return node;
    }

    /// <summary>Gives ids to what has none, checks that they are unique, and resolves what needs the whole tree.</summary>
    public void Finish(Node top)
    {
        Identities.Assign(_workflow, top, _problems);
        _expressions.Finish();
        _workflow.Triggers = [.. _workflow.Nodes.Values.Where(node => node.CanStartWorkflow && node.Descriptor.IsTrigger).Select(TriggerOf)];
    }

    private static Trigger TriggerOf(Node node)
    {
        var input = node.Descriptor.Inputs[0].Name;
        var value = node.Inputs.GetValueOrDefault(input) is Constant constant ? Conversion.ToText(constant.Value) : null;
        return new Trigger(node.Key, node.Descriptor.Type, value ?? "");
    }

    private static MergeMode? MergeModeOf(JsonElement json) =>
        json.Get("customProperties")?.GetText("mergeMode") is { } mode && Enum.TryParse<MergeMode>(mode, true, out var merge) ? merge : null;

    private ActivityDescriptor? Describe(JsonElement json, string type, string path)
    {
        if (ActivityCatalog.Find(type) is { } known)
        {
            return known;
        }

        if (Unsupported.Activities.ContainsKey(type))
        {
            Unsupported.Activity(type, json.GetText("missingTypeName"), path + ".type", _problems);
        }
        else if (_definitions is null || UsedDefinitions.Read(json, type).Find(_definitions) is not { } definition)
        {
            _problems.Error(path + ".type", $"Unknown activity type '{type}'.", $"未知的活动类型“{type}”。");
        }
        else if (definition.DefinitionId == _workflow.DefinitionId)
        {
            _problems.Error(path + ".type", $"Definition '{type}' uses itself as an activity.", $"流程定义“{type}”不能把自己用作活动。");
        }
        else if (!definition.UsableAsActivity)
        {
            _problems.Error(path + ".type", $"Definition '{type}' is not usable as an activity.", $"流程定义“{type}”未开放作为活动使用。");
        }
        else
        {
            return ActivityCatalog.Describe(definition);
        }

        return null;
    }

    private Node Make(JsonElement json, string type, string path, Node parent, ActivityDescriptor descriptor)
    {
        var custom = json.Get("customProperties") ?? default;
        var metadata = json.Get("metadata") ?? default;
        var position = (metadata.Get("designer") ?? default).Get("position") ?? default;
        return new Node
        {
            Id = json.GetText("id") ?? "",
            Descriptor = descriptor,
            Type = descriptor.PortKind == PortKind.Definition ? type : descriptor.Type,
            Name = json.GetText("name"),
            DisplayText = metadata.GetText("displayText"),
            Path = path,
            Parent = parent,
            Workflow = _workflow,
            X = position.GetNumber("x"),
            Y = position.GetNumber("y"),
            CanStartWorkflow = custom.GetFlag("canStartWorkflow") || json.GetFlag("canStartWorkflow"),
            MergeMode = MergeModeOf(json),
            Uses = descriptor.PortKind == PortKind.Definition ? UsedDefinitions.Read(json, type) : null,
        };
    }

    private void ReadChildren(JsonElement json, Node node)
    {
        if (node.Descriptor.Children is { } list)
        {
            node.Children = ReadList(json, list, node);
        }

        var slots = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var slot in node.Descriptor.Slots)
        {
            if (!json.Get(slot).IsNothing() && Read(json.Get(slot)!.Value, $"{node.Path}.{slot}", node) is { } child)
            {
                slots[slot] = child;
            }
        }

        node.Slots = slots.ToFrozenDictionary(StringComparer.Ordinal);
        if (node.Descriptor.Type is "Elsa.Switch" or "Elsa.FlowSwitch")
        {
            node.Cases = ReadCases(json, node);
        }
    }

    private Node[] ReadList(JsonElement json, string list, Node node)
    {
        if (json.Get(list).IsNothing())
        {
            return [];
        }

        if (json.Get(list)!.Value.AsList() is not { } items)
        {
            _problems.Error($"{node.Path}.{list}", $"'{list}' is not a list.", $"{list} 必须是列表。");
            return [];
        }

        var children = new List<Node>();
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            if (Read(item, $"{node.Path}.{list}[{index++}]", node) is { } child)
            {
                child.Index = children.Count;
                children.Add(child);
            }
        }

        return [.. children];
    }

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

    private void ReadInputs(JsonElement json, Node node)
    {
        var inputs = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var input in node.Descriptor.Inputs)
        {
            var path = $"{node.Path}.{input.Name}";
            var expression = json.Get(input.Name) is { } given ? _expressions.ReadInput(given, path, input, node) : null;
            if (expression is not null)
            {
                inputs[input.Name] = expression;
            }
            else if (input.Required && !_problems.Found.Any(problem => problem.Path.StartsWith(path, StringComparison.Ordinal)))
            {
                _problems.Error(path, $"The input '{input.Name}' is missing.", $"缺少必填项“{input.Zh}”（{input.Name}）。");
            }
        }

        node.Inputs = inputs.ToFrozenDictionary(StringComparer.Ordinal);
        if (node.Descriptor.Type == "Elsa.FlowJoin")
        {
            node.JoinMode = node.Inputs.GetValueOrDefault("mode") switch
            {
                null => JoinMode.WaitAny,
                Constant { Value: string mode } when Enum.TryParse<JoinMode>(mode, true, out var join) => join,
                _ => BadJoin(node),
            };
        }
    }

    private JoinMode BadJoin(Node node)
    {
        if (node.Inputs["mode"] is not Constant)
        {
            _problems.Error(node.Path + ".mode", "The mode of a join is a literal: WaitAny, WaitAll or WaitAllActive.", "汇合方式必须是字面值 WaitAny、WaitAll 或 WaitAllActive。");
        }

        return JoinMode.WaitAny;
    }

    private void ReadOutputs(JsonElement json, Node node)
    {
        var outputs = new Dictionary<string, OutputBinding>(StringComparer.Ordinal);
        foreach (var output in node.Descriptor.Outputs)
        {
            if (json.Get(output.Name) is { } given && _expressions.ReadOutput(given, $"{node.Path}.{output.Name}", node) is { } binding)
            {
                outputs[output.Name] = binding;
            }
        }

        node.Outputs = outputs.ToFrozenDictionary(StringComparer.Ordinal);
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

    // The original ignores what it does not know; for our own activities a misspelt property is worth a word.
    private void WarnOfUnknown(JsonElement json, Node node)
    {
        if (!node.Type.StartsWith("Orchestrator.", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var member in json.EnumerateObject())
        {
            var name = member.Name;
            if (!CommonProperties.Contains(name)
                && !node.Descriptor.Inputs.Any(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                && !node.Descriptor.Outputs.Any(output => output.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                _problems.Warn($"{node.Path}.{name}", $"'{node.Type}' has no property '{name}'.", $"“{node.Descriptor.Zh}”没有属性“{name}”。");
            }
        }
    }
}
