using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Office.Printing;

/// <summary>The approval form as a page in itself, A4 when it is printed.</summary>
public static class ApprovalFormPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = ReadStyle();

    /// <summary>The page that a browser without a session turns into a PDF: it needs nothing else, and its policy lets nothing else be loaded.</summary>
    public static string ForPdf(ApprovalForm form) => Page(
        form, """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">""", "");

    /// <summary>The page that a person prints, with a button for it that does not appear on paper.</summary>
    public static string ForPerson(ApprovalForm form) => Page(
        form, """<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/favicon.svg"><script src="/print.js" defer></script>""",
        """<div class="print-bar"><span>打印时请选择 A4 纸；需要 PDF 时，把打印机选为“另存为 PDF”。</span><button type="button" id="print">打印</button></div>""");

    private static string Page(ApprovalForm form, string head, string bar) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8">{head}<title>{Safe(form.Title)}　审批单</title><style>{Style}</style></head><body>{bar}
        <div class="mark" aria-hidden="true">{string.Concat(Enumerable.Repeat($"<span>{Safe(form.Mark.Text)}</span>", 3))}</div>
        {PrintedSignature.Definitions(form.Signatures)}<header><p class="issuer">{Safe(form.Issuer)}</p><p class="kind">审批单</p>{Paragraph("notice", form.Notice)}</header>
        <h1>{Safe(form.Title)}</h1>
        {Facts(form.Facts)}
        <h2>一、办理过程</h2>
        {Steps(form.Steps)}
        {(form.Countersigning is { } tables ? $"<h2>二、会签情况</h2>{Countersigning(tables)}<h2>三、办理路径</h2>" : OfCase(form))}
        {Paragraph("path", form.Path)}
        <footer>导出：{Safe(form.Mark.Text)}</footer></body></html>
        """;

    private static string Facts(IReadOnlyList<FormFact> facts) =>
        $"""<table class="facts"><tbody>{Each(facts.Chunk(2), pair => $"<tr>{Each(pair, fact => $"""<th scope="row">{Safe(fact.Label)}</th><td{(pair.Length == 1 ? " colspan=\"3\"" : "")}>{Safe(fact.Value)}</td>""")}</tr>")}</tbody></table>""";

    private static string Steps(IReadOnlyList<ApprovalStep> steps) => steps.Count == 0
        ? "<p>尚无办理记录。</p>"
        : $"""<div class="wide" tabindex="0"><table><thead><tr><th class="no">序号</th><th class="step">{(steps[0].Round > 0 ? "轮次、环节" : "环节")}</th><th class="who">办理人、单位</th><th>结果与意见</th><th class="time">时间</th></tr></thead><tbody>{Each(steps, Step)}</tbody></table></div>""";

    private static string Step(ApprovalStep step) => $"""
        <tr{(step.Returned ? " class=\"returned\"" : "")}><td class="no">{step.Number}</td><td>{(step.Round > 0 ? $"第{step.Round}轮<br>" : "")}{Safe(step.Step)}</td>
        <td>{Safe(step.Person)}{PrintedSignature.On(step.Signature)}{Line(step.Unit)}{Line(step.OnBehalfOf is { } other ? $"（代表{other}）" : null)}</td>
        <td><span class="outcome">{Safe(step.Outcome)}</span>{Paragraph("opinion", step.Opinion)}</td><td>{PrintedTime.Minute(step.At)}</td></tr>
        """;

    private static string OfCase(ApprovalForm form) =>
        $"<h2>二、会审意见与采纳情况</h2>{Reviews(form)}<h2>三、合法性审查与会议审议</h2>{Examinations(form.Examinations)}<h2>四、办理路径</h2>";

    private static string Countersigning(IReadOnlyList<CountersignTable> tables) => tables.Count == 0 ? "<p>尚未会签。</p>" : Each(tables, table => $"""
        <h3>{Safe(table.Title)}</h3>
        <div class="wide" tabindex="0"><table><thead><tr><th class="who">单位、人员</th><th class="result">结论</th><th>意见</th><th class="who">办理人</th><th class="time">时间</th></tr></thead><tbody>{Each(table.Rows, Countersigned)}</tbody></table></div>
        {Paragraph("statistics", table.Tally)}
        """);

    private static string Countersigned(CountersignRow row) => $"""
        <tr{(row.Refused ? " class=\"returned\"" : "")}><td>{Safe(row.Who)}{Line(row.Note)}</td><td class="result"><span class="outcome">{Safe(row.Result)}</span></td><td>{Paragraph("opinion", row.Opinion)}</td>
        <td>{Safe(row.Signer ?? "")}{PrintedSignature.On(row.Signature)}</td><td>{(row.At is { } at ? PrintedTime.Minute(at) : "")}{Line(row.Version > 0 ? $"第{row.Version}稿" : null)}</td></tr>
        """;

    private static string Reviews(ApprovalForm form) => form.Reviews.Count == 0 ? Paragraph("", form.Withheld ?? "尚未会审。") : Each(form.Reviews, Review);

    private static string Review(ReviewRound round) => $"""
        <h3>第{round.Round}轮：{round.Units.Count}个单位，意见{round.Opinions}条</h3>
        <table><thead><tr><th>会审单位</th><th>结论</th><th class="count">意见数</th><th>审签人</th><th class="time">时间</th></tr></thead><tbody>{Each(round.Units, Unit)}</tbody></table>
        {Paragraph("statistics", round.AdoptionText)}
        """;

    private static string Unit(UnitReview unit) =>
        $"""<tr><td>{Safe(unit.Unit)}</td><td>{Safe(unit.Result)}</td><td class="count">{unit.Opinions}</td><td>{Safe(unit.Signer ?? "")}</td><td>{(unit.At is { } at ? PrintedTime.Minute(at) : "")}</td></tr>""";

    private static string Examinations(IReadOnlyList<FormFact> facts) => facts.Count == 0
        ? "<p>尚未进行。</p>"
        : $"""<table class="examinations"><tbody>{Each(facts, fact => $"""<tr><th scope="row">{Safe(fact.Label)}</th><td>{Safe(fact.Value)}</td></tr>""")}</tbody></table>""";

    private static string Each<T>(IEnumerable<T> items, Func<T, string> html) => string.Concat(items.Select(html));

    private static string Line(string? text) => text is null ? "" : $"<br>{Safe(text)}";

    private static string Paragraph(string name, string? text) => string.IsNullOrEmpty(text) ? "" : $"""<p class="{name}">{Safe(text)}</p>""";

    private static string Safe(string text) => Encoder.Encode(PlainText.ForXml(text));

    private static string ReadStyle()
    {
        using var style = new StreamReader(typeof(ApprovalFormPage).Assembly.GetManifestResourceStream("approval-form.css")!, Encoding.UTF8);
        return style.ReadToEnd();
    }
}
