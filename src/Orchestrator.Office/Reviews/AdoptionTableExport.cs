using Microsoft.AspNetCore.Http;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Office.Reviews;

/// <summary>意见采纳情况表 as the fourteen-column form on paper, with the statistics line below.</summary>
public static class AdoptionTableExport
{
    private static readonly Column[] Columns =
    [
        new("序号", 6), new("文稿名称/版本", 30), new("条款位置", 18), new("意见提出单位", 20), new("意见类型/是否必须修改", 20), new("原文", 40), new("修改意见", 40), new("理由及依据", 40),
        new("汇总处理意见", 24), new("报送单位答复", 14), new("答复理由", 30), new("修改后文本", 40), new("提出单位确认", 18), new("状态", 12),
    ];

    public static Task<IResult> Workbook(AdoptionTable table, Func<Task> record) =>
        Exporting.Workbook("意见采纳情况表", table.Rows.Count, record, new Sheet("意见采纳情况表", Columns, [.. table.Rows.Select(Row), [null, table.Statistics.Line]]));

    private static object?[] Row(AdoptionRow row) =>
    [
        row.No,
        $"{row.Document} {row.Version}",
        row.Location,
        string.Join("、", row.Units),
        $"{Name<OpinionCategory>(row.Category, value => value.Zh())}/{(row.Must ? "必须修改" : "建议修改")}",
        row.Original,
        row.Proposed,
        row.Basis is null ? row.Reason : $"{row.Reason}（{row.Basis}）",
        Name<Disposition>(row.Disposition, value => value.Zh()) + (row.DispositionReason is null ? "" : $"：{row.DispositionReason}"),
        row.Reply is null ? "" : Name<Disposition>(row.Reply, value => value.Zh()),
        row.ReplyReason,
        row.RevisedText ?? row.SettledText,
        row.Confirmation,
        row.StatusName,
    ];

    private static string Name<T>(string code, Func<T, string> name)
        where T : struct, Enum => Enum.TryParse<T>(code, out var value) ? name(value) : code;
}
