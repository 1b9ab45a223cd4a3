using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Interventions;

/// <summary>Gives a variable of a running instance another value. What has been decided on the old value stays as it is.</summary>
internal static class VariableRepair
{
    public static Denial? Apply(Burst burst, RepairVariable repair)
    {
        if (LiveFrames.Under(burst.State.Root).FirstOrDefault(frame => frame.Id == repair.Scope) is not { } frame)
        {
            return new("variable.unknown-scope", $"流程已不在编号 {repair.Scope} 的变量范围中，请刷新后再试。");
        }

        if (Array.Find(frame.Scoping.Variables, declared => declared.Name == repair.Name) is not { } variable)
        {
            return new("variable.unknown", $"{(frame.Parent is null ? "流程" : $"活动“{frame.Key}”")}没有声明变量“{repair.Name}”。");
        }

        if (VariableTypes.Mismatch(variable, repair.Value) is { } expected)
        {
            return new("variable.type", $"变量“{repair.Name}”的类型是 {variable.TypeName}{(variable.IsArray ? "[]" : "")}，应为{expected}，不能写入 {Conversion.Show(repair.Value)}。");
        }

        frame.Set(variable.Name, Copies.Of(repair.Value));
        burst.Ask(new WriteHistory(
            frame.Parent is null ? null : frame.Key, frame.Node.Type, frame.Node.Name ?? frame.Node.DisplayText, "VariableRepaired", variable.Name, burst.Context.Actor, repair.Reason));
        return null;
    }
}
