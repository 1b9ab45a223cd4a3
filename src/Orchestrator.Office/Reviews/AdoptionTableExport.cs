using Orchestrator.Office.Documents;

namespace Orchestrator.Office.Reviews;

/// <summary>意见采纳情况表 as the fourteen-column form on paper, with the statistics line below.</summary>
public static class AdoptionTableExport
{
    private static readonly string[] Columns =
    [
        "序号", "文稿名称/版本", "条款位置", "意见提出单位", "意见类型/是否必须修改", "原文", "修改意见", "理由及依据", "汇总处理意见", "报送单位答复", "答复理由", "修改后文本", "提出单位确认", "状态",
    ];

    public static byte[] Csv(AdoptionTable table) => CsvTable.Write([Columns, .. table.Rows.Select(Row), [table.Statistics.Line]]);

    private static string?[] Row(AdoptionRow row) =>
    [
        row.No.ToString(System.Globalization.CultureInfo.InvariantCulture),
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
