using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Interventions;

/// <summary>Makes the frames of an instance anew on another version; what does not fit becomes a finding.</summary>
internal sealed class FrameMover(Workflow to, MigrationMap map, List<MigrationFinding> findings)
{
    /// <returns>Null when the activity has no counterpart; what lies in it is not looked at then.</returns>
    public Frame? Move(Frame old, Frame? parent)
    {
        var (node, key) = Counterpart(old, parent);
        if (node is null)
        {
            return null;
        }

        var frame = new Frame
        {
            Id = old.Id,
            Key = key,
            Parent = parent,
            Status = old.Status,
            Variables = old.Variables,
            Data = old.Data,
            Wait = old.Wait,
            Detour = old.Detour,
            Past = Renamed(old.Past),
            Inline = old.Inline,
            Node = node,
        };
        foreach (var child in old.Children ?? [])
        {
            if (Move(child, frame) is { } moved)
            {
                frame.Add(moved);
            }
        }

        Check(old, frame);
        return frame;
    }

    /// <summary>The new names of activities, also of those inside definitions used as activities.</summary>
    public Func<string, string> Names(Workflow from)
    {
        var used = from.Nodes.Values.Where(node => node.Uses is not null).Select(node => node.Key).ToList();
        return key => !from.Nodes.ContainsKey(key) && used.Find(outer => key.StartsWith(outer + ":", StringComparison.Ordinal)) is { } prefix
            ? map.Of(prefix) + key[prefix.Length..]
            : map.Of(key);
    }

    private JsObject? Renamed(JsObject? past)
    {
        if (past is null)
        {
            return null;
        }

        var renamed = new JsObject();
        foreach (var (key, entry) in past.Members)
        {
            renamed[map.Of(key)] = entry;
        }

        return renamed;
    }

    private (Node? Node, string Key) Counterpart(Frame old, Frame? parent)
    {
        if (parent is null)
        {
            return (to.Root, "");
        }

        if (HumanTask.IsSeat(old))
        {
            return (parent.Node, parent.Key);
        }

        // Inside a definition used as an activity the instance stays on the version that it began with.
        for (var at = old.Parent; at is not null; at = at.Parent)
        {
            if (at.Inline is not null)
            {
                return (old.Node, Burst.KeyOf(parent, old.Node));
            }
        }

        var wanted = map.Of(old.Key);
        if (to.Nodes.GetValueOrDefault(wanted) is not { } node)
        {
            Refuse("no-counterpart", old, $"活动“{old.Key}”正在进行，而第 {to.Version} 版没有活动“{wanted}”，请在对应表中指定。");
            return (null, wanted);
        }

        if (node.Type != old.Node.Type)
        {
            Refuse("type-changed", old, $"活动“{old.Key}”正在进行，类型是 {old.Node.Type}；对应的“{wanted}”是 {node.Type}。");
            return (null, wanted);
        }

        if (node.Parent != parent.Node || SlotOf(old.Node) != SlotOf(node))
        {
            Refuse("scope-moved", old, $"活动“{old.Key}”正在进行，而“{wanted}”在第 {to.Version} 版位于另一个范围（“{node.Parent?.Key}”）中。");
            return (null, wanted);
        }

        return (node, wanted);
    }

    private void Check(Frame old, Frame frame)
    {
        CheckVariables(old, frame);
        if (old.Children?.GroupBy(child => map.Of(child.Key)).FirstOrDefault(same => same.DistinctBy(child => child.Key).Skip(1).Any()) is { } merged)
        {
            Refuse("merged", old, $"几个正在进行的活动（{string.Join("、", merged.Select(child => child.Key).Distinct())}）都对应到“{merged.Key}”。");
        }

        if (frame.Inline is not null)
        {
            return;
        }

        switch (frame.Node.Activity)
        {
            case Sequence:
                MoveSequence(old, frame);
                break;
            case Flowchart:
                FlowMigration.Move(old, frame, map, (code, message) => Refuse(code, old, message));
                break;
            case Activities.Parallel or Fork when !old.Node.Children.Select(child => map.Of(child.Key)).ToHashSet().SetEquals(frame.Node.Children.Select(child => child.Key)):
                Refuse("parallel-changed", old, $"并行活动“{old.Key}”正在进行，而第 {to.Version} 版的分支不同，新的分支不会再开始。");
                break;
            case ILoop:
                CheckLoop(old, frame);
                break;
            case HumanTask when old.Wait is not null && old.Node.Outcomes.Except(frame.Node.Outcomes).FirstOrDefault() is { } lost:
                Refuse("outcomes-changed", old, $"待办“{old.Key}”已经开出，办理人可以选择“{lost}”，而第 {to.Version} 版没有这个结果。");
                break;
            case Event when Name(old.Node) is { } before && Name(frame.Node) is { } now && before != now:
                findings.Add(new("migrate.event-kept", false, old.Key, $"“{old.Key}”继续等待事件“{before}”，不改等新版本的“{now}”。"));
                break;
        }
    }

    private void MoveSequence(Frame old, Frame frame)
    {
        if (frame.Children is [var running, ..])
        {
            frame.Data = (double)running.Node.Index;
        }
        else if (old.Children is not { Count: > 0 } && old.Data is double at && (int)at < old.Node.Children.Length)
        {
            var next = map.Of(old.Node.Children[(int)at].Key);
            if (to.Nodes.GetValueOrDefault(next) is { } node && node.Parent == frame.Node)
            {
                frame.Data = (double)node.Index;
            }
            else
            {
                Refuse("no-counterpart", old, $"顺序“{old.Key}”接下来是“{next}”，第 {to.Version} 版的该顺序中没有它。");
            }
        }
    }

    // A loop evaluates its input again before each pass; a variable that the instance does not have would end it silently.
    private void CheckLoop(Frame old, Frame frame)
    {
        foreach (var variable in MigrationNotices.Missing(old, to))
        {
            if (frame.Node.Inputs.Values.Any(input => Mentions(input, variable.Name)))
            {
                Refuse("variable-missing", old, $"循环“{old.Key}”正在进行，第 {to.Version} 版的循环条件使用变量“{variable.Name}”，而该实例没有这个变量，也没有默认值。");
            }
        }
    }

    private void CheckVariables(Frame old, Frame frame)
    {
        foreach (var variable in frame.Scoping.Variables)
        {
            if (old.Variables is not null && old.Variables.TryGet(variable.Name, out var value) && VariableTypes.Mismatch(variable, value) is { } expected
                && Array.Find(old.Scoping.Variables, before => before.Name == variable.Name) is { } declared
                && (declared.TypeName, declared.IsArray) != (variable.TypeName, variable.IsArray))
            {
                Refuse("variable-type", old, $"变量“{variable.Name}”在第 {to.Version} 版的类型是 {variable.TypeName}{(variable.IsArray ? "[]" : "")}，应为{expected}，而现有的值不是。请先修正变量。");
            }
        }
    }

    private static bool Mentions(Expression expression, string name) => expression switch
    {
        VariableValue variable => variable.Name == name,
        ScriptValue script => script.Words.Contains(name) || script.Words.Contains("get" + char.ToUpperInvariant(name[0]) + name[1..]),
        _ => false,
    };

    private static string? Name(Node node) => (node.Inputs.GetValueOrDefault("eventName") as Constant)?.Value as string;

    private static string SlotOf(Node node)
    {
        var parent = node.Parent!;
        return parent.Slots.FirstOrDefault(slot => slot.Value == node).Key ?? Array.Find(parent.Cases, branch => branch.Activity == node)?.Label ?? "";
    }

    private void Refuse(string code, Frame old, string message) => findings.Add(new("migrate." + code, true, old.Parent is null ? null : old.Key, message));
}
