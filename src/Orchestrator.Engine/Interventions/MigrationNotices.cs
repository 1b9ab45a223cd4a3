using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>What does not forbid a migration but should be known.</summary>
internal static class MigrationNotices
{
    public static void Add(Workflow from, WorkflowState state, Workflow to, List<MigrationFinding> findings)
    {
        foreach (var variable in Missing(state.Root, to))
        {
            findings.Add(new("migrate.variable-new", false, null, $"第 {to.Version} 版新增的变量“{variable.Name}”没有默认值，迁移后为空。"));
        }

        foreach (var input in to.Inputs.Where(input => !state.Input.Has(input.Name) && from.Inputs.All(before => before.Name != input.Name)))
        {
            findings.Add(new("migrate.input-new", false, null, $"第 {to.Version} 版新增的输入“{input.Name}”，该实例没有。"));
        }

        if (to.KeepsOutputs && !from.KeepsOutputs)
        {
            findings.Add(new("migrate.outputs-not-kept", false, null, $"第 {to.Version} 版的脚本读取活动的输出，迁移之前的输出没有保存。"));
        }
    }

    /// <summary>Variables of the new version that the instance neither declares nor gets by default.</summary>
    public static IEnumerable<Variable> Missing(Frame any, Workflow to)
    {
        var root = any;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return to.Root.Variables.Where(variable =>
            variable.Default is null && root.Node.Variables.All(before => before.Name != variable.Name) && root.Variables?.Has(variable.Name) != true);
    }
}
