using System.Collections.Frozen;
using System.Text.Json;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Checks;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads a definition document. Source: sections 2.1 and 2.2 of the format.</summary>
internal static class DocumentReader
{
    public const int LongestDocument = 4_000_000;
    public const int Deepest = 128;

    public static (Workflow? Workflow, IReadOnlyList<DefinitionProblem> Problems) Read(ReadOnlySpan<byte> utf8, Func<string, Workflow?>? definitions)
    {
        var problems = new Problems();
        Workflow? workflow = null;
        try
        {
            workflow = ReadBytes(utf8, definitions, problems);
        }
        catch (JsonException e)
        {
            problems.Error(
                "$", "The document is not valid JSON: " + e.Message, "文件不是有效的 JSON。",
                (int?)e.LineNumber + 1, (int?)e.BytePositionInLine + 1);
        }
        catch (InvalidOperationException e)
        {
            // Texts with broken escapes (half a surrogate pair) are found only when they are looked at.
            problems.Error("$", "The document holds text that cannot be read: " + e.Message, "文件中有无法读取的文本。");
        }

        return (problems.Fatal ? null : workflow, problems.Found);
    }

    private static Workflow? ReadBytes(ReadOnlySpan<byte> utf8, Func<string, Workflow?>? definitions, Problems problems)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (utf8.Length > LongestDocument)
        {
            problems.Error("$", $"The document has {utf8.Length} bytes; at most {LongestDocument} are allowed.", $"文件过大，最多 {LongestDocument} 字节。");
            return null;
        }

        using var document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { MaxDepth = Deepest });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Error("$", "The document is not an object.", "文件不是一个 JSON 对象。");
            return null;
        }

        return ReadDocument(root, definitions, problems);
    }

    private static Workflow ReadDocument(JsonElement root, Func<string, Workflow?>? definitions, Problems problems)
    {
        var definitionId = Required(root, "definitionId", problems);
        var options = root.Get("options") ?? default;
        var version = root.GetNumber("version");
        if (root.Get("version") is { } given && (given.ValueKind != JsonValueKind.Number || version is null or < 1 or > int.MaxValue || version != Math.Floor(version.Value)))
        {
            problems.Error("$.version", "The version is not a whole number from 1 on.", "版本号必须是从 1 起的整数。");
            version = 1;
        }

        var workflow = new Workflow
        {
            DefinitionId = definitionId,
            VersionId = root.GetText("id") is { Length: > 0 } id ? id : $"{definitionId}:{version ?? 1}",
            Version = (int)(version ?? 1),
            Name = root.GetText("name") is { Length: > 0 } name ? name : definitionId,
            Description = root.GetText("description"),
            UsableAsActivity = options.GetFlag("usableAsActivity") || root.GetFlag("usableAsActivity"),
            Inputs = [.. Named(root, "inputs", problems).Select(i => new InputDefinition(i.Name, i.Element.GetText("type") ?? "Object", i.Element.GetText("displayName"), i.Element.GetFlag("isArray")))],
            Outputs = [.. Named(root, "outputs", problems).Select(o => new OutputDefinition(o.Name, o.Element.GetText("type") ?? "Object", o.Element.GetText("displayName")))],
            Outcomes = [.. Texts(root, "outcomes", problems)],
            UpdatesConsumers = options.GetFlag("autoUpdateConsumingWorkflows"),
            Activation = Activation(options.GetText("activationStrategyType"), problems),
            OnFault = Policy(options.GetText("incidentStrategyType"), problems),
        };
        var top = new Node
        {
            Id = "Workflow1",
            NodeId = "Workflow1",
            Key = "",
            Path = "$",
            Type = ActivityCatalog.Workflow.Type,
            Descriptor = ActivityCatalog.Workflow,
            Workflow = workflow,
        };
        workflow.Root = top;
        var reader = new NodeReader(workflow, definitions, problems, options.GetText("flowchartExecutionMode") ?? root.Get("customProperties")?.GetText("flowchartExecutionMode"));
        top.Variables = VariableReader.Read(root, "$", problems);
        if (root.Get("root") is { ValueKind: JsonValueKind.Object } activity)
        {
            if (reader.Read(activity, "$.root", top) is { } node)
            {
                node.Index = 0;
                top.Children = [node];
            }
        }
        else
        {
            problems.Error("$.root", "The definition has no root activity.", "流程定义缺少根活动 root。");
        }

        if (top.Children.Length == 1)
        {
            reader.Finish(top);
            DefinitionChecks.Run(workflow, problems);
        }

        return workflow;
    }

    private static string Required(JsonElement root, string name, Problems problems)
    {
        if (root.GetText(name) is { Length: > 0 and <= 200 } text)
        {
            return text;
        }

        problems.Error("$." + name, $"The definition has no {name} (a text of 1 to 200 characters).", $"流程定义缺少 {name}（1 至 200 个字符）。");
        return "?";
    }

    private static FaultPolicy Policy(string? strategy, Problems problems)
    {
        if (string.IsNullOrEmpty(strategy))
        {
            return FaultPolicy.Unstated;
        }

        if (strategy.Contains("ContinueWithIncidents", StringComparison.Ordinal))
        {
            return FaultPolicy.Continue;
        }

        if (!strategy.Contains("FaultStrategy", StringComparison.Ordinal))
        {
            problems.Error("$.options.incidentStrategyType", $"Unknown incident strategy '{strategy}'.", $"未知的故障处理策略“{strategy}”。");
        }

        return FaultPolicy.Fault;
    }

    // A class name, with or without namespace, assembly and the ending "Strategy".
    private static ActivationStrategy Activation(string? strategy, Problems problems)
    {
        if (string.IsNullOrEmpty(strategy))
        {
            return ActivationStrategy.AllowAlways;
        }

        var name = strategy.Split(',')[0].Trim();
        name = name[(name.LastIndexOf('.') + 1)..];
        name = name.EndsWith("Strategy", StringComparison.Ordinal) ? name[..^"Strategy".Length] : name;
        if (Enum.TryParse<ActivationStrategy>(name, out var known) && Enum.IsDefined(known) && !char.IsDigit(name[0]))
        {
            return known;
        }

        problems.Error(
            "$.options.activationStrategyType", $"Unknown activation strategy '{strategy}'; strategies are {string.Join(", ", Enum.GetNames<ActivationStrategy>())}.",
            $"未知的启动策略“{strategy}”，可用：{string.Join("、", Enum.GetNames<ActivationStrategy>())}。");
        return ActivationStrategy.AllowAlways;
    }

    private static IEnumerable<(string Name, JsonElement Element)> Named(JsonElement root, string list, Problems problems)
    {
        if (root.Get(list).IsNothing())
        {
            yield break;
        }

        if (root.Get(list)!.Value.AsList() is not { } items)
        {
            problems.Error("$." + list, $"'{list}' is not a list.", $"{list} 必须是列表。");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var item in items.EnumerateArray())
        {
            var path = $"$.{list}[{++index}]";
            if (item.GetText("name") is not { Length: > 0 } name)
            {
                problems.Error(path + ".name", "The name is missing.", "缺少名称 name。");
            }
            else if (!seen.Add(name))
            {
                problems.Error(path + ".name", $"The name '{name}' is used twice.", $"名称“{name}”重复。");
            }
            else
            {
                yield return (name, item);
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement root, string list, Problems problems)
    {
        if (root.Get(list).IsNothing())
        {
            yield break;
        }

        if (root.Get(list)!.Value.AsList() is not { } items)
        {
            problems.Error("$." + list, $"'{list}' is not a list.", $"{list} 必须是列表。");
            yield break;
        }

        var index = -1;
        foreach (var item in items.EnumerateArray())
        {
            index++;
            if (item.ValueKind == JsonValueKind.String)
            {
                yield return item.GetString()!;
            }
            else
            {
                problems.Error($"$.{list}[{index}]", "An outcome is a text.", "结论必须是文本。");
            }
        }
    }
}
