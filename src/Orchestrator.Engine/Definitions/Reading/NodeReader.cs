using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads activities. Source: section 2.3 of the format.</summary>
internal sealed partial class NodeReader
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
        var value = node.Inputs.GetValueOrDefault(input) is Constant constant ? constant.Value : null;
        var text = node.Descriptor.Inputs[0].Kind switch
        {
            InputKind.TimeSpan => Conversion.ToSpan(value)?.ToString("c", CultureInfo.InvariantCulture),
            InputKind.DateTimeOffset => Conversion.ToMoment(value)?.ToString("O", CultureInfo.InvariantCulture),
            _ => Conversion.ToText(value),
        };
        return new Trigger(node.Key, node.Descriptor.Type, text ?? "");
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
