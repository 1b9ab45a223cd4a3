using Microsoft.AspNetCore.Http;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Office.Matters;

/// <summary>The list of matters as a file.</summary>
internal static class MatterExport
{
    private static readonly Column[] Columns =
    [
        new("编号", 20), new("标题", 44), new("发起单位", 18), new("发起人", 12), new("阶段", 14), new("在办环节", 30), new("会签单位", 10), new("已签", 8), new("发起时间", 18), new("期限", 18),
        new("逾期", 8), new("办结时间", 18), new("作废原因", 30),
    ];

    public static Task<IResult> Workbook(MatterPage found, Func<Task> record) => Exporting.Workbook("事项会签", found.Total, record, new Sheet("事项会签", Columns, found.Items.Select(Row)));

    private static object?[] Row(MatterItem one) =>
    [
        one.Number, one.Title, one.UnitName, one.InitiatorName, one.StageName, string.Join("、", one.OpenSteps.Select(MatterStage.StepName)), one.Asked, one.Decided, one.CreatedAt, one.DueAt,
        one.DueState == "overdue" ? "是" : "否", one.FinishedAt, one.VoidReason,
    ];
}
