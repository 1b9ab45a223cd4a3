using Orchestrator.Contracts.People;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Stores.Transfers;

/// <summary>Workbooks that open the three books.</summary>
internal static class OpeningBooks
{
    public static readonly string[] Accounts = ["单位编码", "单位名称", "机构性质", "层级", "编制类型", "经费形式", "核定数", "文号", "建账日期", "超编消化文号", "超编消化期限"];
    public static readonly string[] Placed = ["公民身份号码", "单位编码", "编制类型", "经费形式"];
    public static readonly string[] Lines = ["单位编码", "年度", "批复数", "已支数"];
    public static readonly string[] Paid = ["公民身份号码", "单位编码", "经费形式", "月标准", "起始月"];
    public static readonly string[] Register = ["公民身份号码", "姓名", "单位编码", "单位名称", "编制类型", "经费形式", "人员身份", "参加工作时间"];

    public static string Number(int n)
    {
        var first17 = $"9901011980010100{n}";
        return first17 + IdentityNumber.CheckCharacter(first17);
    }

    public static byte[] Ledger(IReadOnlyList<string> people) => Book(
        new("机构与编制", Columns(Accounts), [Account("X1", "甲局", 8), Account("X2", "乙局", 5)]),
        new("在编人员", Columns(Placed), people.Select(number => (IReadOnlyList<object?>)[number, "X1", "行政编制", "全额拨款"])));

    public static byte[] Budget(IReadOnlyList<string> people) => Book(
        new("人员经费", Columns(Lines), [["X1", 2020, 900_000, 0], ["X2", 2020, 500_000, "12.50"]]),
        new("统发人员", Columns(Paid), people.Select(number => (IReadOnlyList<object?>)[number, "X1", "全额拨款", 8123.5, "2020-01"])));

    /// <param name="more">Sheets beside that of the people.</param>
    public static byte[] Roster(IReadOnlyList<string> people, string identity = "公务员", string quota = "行政编制", params Sheet[] more) => Book(
    [
        new Sheet("实名制人员", Columns(Register), people.Select((number, n) => (IReadOnlyList<object?>)[number, $"人员{n}", "X1", "甲局", quota, "全额拨款", identity, new DateOnly(2003, 7, 1)])), .. more,
    ]);

    public static object?[] Account(string unit, string name, object count, string nature = "政府工作部门", string quota = "行政编制", string funding = "全额拨款") =>
        [unit, name, nature, "市级", quota, funding, count, "楚编发〔2019〕1号", new DateOnly(2020, 1, 1), null, null];

    public static Column[] Columns(string[] titles) => [.. titles.Select(title => new Column(title, 12))];

    public static byte[] Book(params Sheet[] sheets)
    {
        using var file = new MemoryStream();
        WorkbookFile.Write(file, sheets);
        return file.ToArray();
    }
}
