using Microsoft.EntityFrameworkCore;
using Orchestrator.Office;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

/// <summary>A task list as a file, in the words of the office.</summary>
internal static class TaskWorkbook
{
    private static readonly Column[] Columns =
    [
        new("事项", 44), new("事项编号", 26), new("任务", 30), new("环节", 14), new("阶段", 14), new("轮次", 8), new("报送单位", 18), new("办理单位", 18), new("开始时间", 18), new("期限", 18),
        new("逾期", 8), new("状态", 14), new("结果", 30), new("办结时间", 18), new("办理人", 12),
    ];

    public static async Task<IResult> Write(TaskPage found, TaskView view, OfficeDb db, Func<Task> record, CancellationToken ct)
    {
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        string? Unit(string? id) => id is null ? null : units.GetValueOrDefault(id, id);
        object?[] Row(TaskItem task) =>
        [
            task.CaseTitle, task.CaseId, task.Title, task.Step.Length == 0 ? null : CaseSentence.StepName(task.Step), task.Stage is { } stage ? CaseStage.NameOf(stage) : null, task.Round,
            Unit(task.SubjectUnitId), Unit(task.UnitId), task.OpenedAt, task.DueAt, task.DueState == "overdue" ? "是" : "否", Status(task.Status),
            task.Outcome is { } outcome ? CaseSentence.Decided(task.Step, outcome, task.Round, null) : null, task.ClosedAt, task.ClosedByName,
        ];
        var name = view switch { TaskView.Done => "我的已办", TaskView.Initiated => "我发起的", _ => "我的待办" };
        return await Exporting.Workbook(name, found.Total, record, new Sheet(name, Columns, found.Items.Select(Row)));
    }

    // Tasks, and of what somebody initiated the cases.
    private static string Status(string status) => status switch
    {
        "Open" or "Running" => "办理中",
        "Completed" => "已办",
        "Cancelled" => "已取消",
        "Expired" => "到期自动处理",
        "Finished" => "已办结",
        "Suspended" => "等待中",
        "Faulted" => "故障",
        _ => status,
    };
}
