using Microsoft.AspNetCore.Http;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Office.Supervisions;

/// <summary>督办台账 as a file.</summary>
internal static class SupervisionExport
{
    private static readonly Column[] Columns =
    [
        new("事项", 44), new("环节", 18), new("承办单位", 18), new("督办要求", 44), new("办结期限", 18), new("逾期", 8), new("状态", 10), new("督办人", 12), new("列入时间", 18), new("报送领导", 12),
        new("最近办理情况", 44), new("反馈次数", 10), new("销号结论", 44), new("办结时间", 18),
    ];

    public static Task<IResult> Workbook(SupervisionPage found, Func<Task> record) => Exporting.Workbook("督办台账", found.Total, record, new Sheet("督办台账", Columns, found.Items.Select(Row)));

    private static object?[] Row(SupervisionView one)
    {
        var reports = one.Entries.Where(entry => entry.Kind == nameof(SupervisionEntryKind.Progress)).ToList();
        var state = one.State switch { nameof(SupervisionState.Open) => "督办中", nameof(SupervisionState.Closed) => "已销号", _ => "已办结" };
        return
        [
            one.FlowTitle, SupervisionNews.StepName(one.Step), one.UnitName, one.Requirement, one.DueAt, one.Overdue ? "是" : "否", state, one.ByName, one.At, one.LeaderName,
            reports.LastOrDefault()?.Text, reports.Count, one.Conclusion, one.ClosedAt,
        ];
    }
}
