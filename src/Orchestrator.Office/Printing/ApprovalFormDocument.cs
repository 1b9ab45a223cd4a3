using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Orchestrator.Spreadsheets;
using static Orchestrator.Office.Printing.WordText;

namespace Orchestrator.Office.Printing;

/// <summary>The approval form as a Word document (.docx) on A4 with the margins of GB/T 9704.</summary>
public static class ApprovalFormDocument
{
    private const string Red = "C00000";

    public static byte[] Write(ApprovalForm form)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var signatures = new WordSignatures(main);
            main.Document = new Document(new Body([.. Head(form), .. Title(form), Facts(form.Facts), .. Sections(form, signatures), WordPage.Of(main, form.Mark)]));
            WordPage.AddFonts(main);
            document.PackageProperties.Title = PlainText.ForXml($"{form.Title}　审批单");
            document.PackageProperties.Creator = PlainText.ForXml(form.Mark.Person);
            document.PackageProperties.Created = form.Mark.At.UtcDateTime;
        }

        return file.ToArray();
    }

    private static Paragraph[] Head(ApprovalForm form)
    {
        var kind = Paragraph([Run("审　批　单", WordFont.Title, 28, Red)], JustificationValues.Center, after: 6);
        kind.ParagraphProperties!.ParagraphBorders = new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 16, Space = 6, Color = Red });
        return [Paragraph([Run(form.Issuer, WordFont.Title, 20, Red)], JustificationValues.Center), kind];
    }

    private static IEnumerable<Paragraph> Title(ApprovalForm form)
    {
        if (form.Notice is { } notice)
        {
            yield return Paragraph([Run(notice, WordFont.Text, Small)], JustificationValues.Center);
        }

        yield return Paragraph([Run(form.Title, WordFont.Title, 20)], JustificationValues.Center, before: 10, after: 12);
    }

    private static IEnumerable<OpenXmlElement> Sections(ApprovalForm form, WordSignatures signatures) =>
    [
        Heading("一、办理过程"), .. Steps(form.Steps, signatures),
        .. form.Countersigning is { } tables ? new CountersignWriter(signatures).Write(tables).Append(Heading("三、办理路径")) : OfCase(form), Body(form.Path),
        Paragraph([Run($"导出：{form.Mark.Text}", WordFont.Text, Small)], JustificationValues.Right, before: 16),
    ];

    private static IEnumerable<OpenXmlElement> OfCase(ApprovalForm form) =>
    [
        Heading("二、会审意见与采纳情况"), .. form.Reviews.Count == 0 ? [Body(form.Withheld ?? "尚未会审。")] : form.Reviews.SelectMany(Review),
        Heading("三、合法性审查与会议审议"), form.Examinations.Count == 0 ? Body("尚未进行。") : Examinations(form.Examinations),
        Heading("四、办理路径"),
    ];

    private static Table Facts(IReadOnlyList<FormFact> facts)
    {
        const int label = 1500;
        const int value = (WordPage.TextWidth / 2) - label;
        return Table([label, value, label, value], facts.Chunk(2).Select(pair => Row(pair.SelectMany(fact => new[]
        {
            Label(label, fact.Label), Cell(pair.Length == 1 ? WordPage.TextWidth - label : value, [Line(fact.Value)], columns: pair.Length == 1 ? 3 : 1),
        }))));
    }

    private static IEnumerable<OpenXmlElement> Steps(IReadOnlyList<ApprovalStep> steps, WordSignatures signatures)
    {
        if (steps.Count == 0)
        {
            return [Body("尚无办理记录。")];
        }

        int[] widths = [640, 1440, 2060, WordPage.TextWidth - 640 - 1440 - 2060 - 1260, 1260];
        return [Table(widths, [Header(widths, "序号", steps[0].Round > 0 ? "轮次、环节" : "环节", "办理人、单位", "结果与意见", "时间"), .. steps.Select(step => Step(step, widths, signatures))])];
    }

    private static TableRow Step(ApprovalStep step, int[] widths, WordSignatures signatures)
    {
        var shade = step.Returned ? "FDF0F0" : null;
        Paragraph?[] who =
        [
            Line(step.Person), signatures.Of(step.Signature) is { } signature ? Paragraph([signature]) : null, step.Unit is { } unit ? Line(unit) : null,
            step.OnBehalfOf is { } other ? Line($"（代表{other}）") : null,
        ];
        Paragraph[] said =
        [
            Paragraph([Run(step.Outcome, WordFont.Text, Small, step.Returned ? Red : null, bold: step.Returned)]),
            .. step.Opinion is { Length: > 0 } opinion ? new[] { Line(opinion) } : [],
        ];
        return Row(
        [
            Cell(widths[0], [Paragraph([Run($"{step.Number}", WordFont.Text, Small)], JustificationValues.Center)], shade),
            Cell(widths[1], step.Round > 0 ? [Line($"第{step.Round}轮"), Line(step.Step)] : [Line(step.Step)], shade),
            Cell(widths[2], who.OfType<Paragraph>(), shade),
            Cell(widths[3], said, shade),
            Cell(widths[4], PrintedTime.Minute(step.At).Split(' ').Select(Line), shade),
        ]);
    }

    private static IEnumerable<OpenXmlElement> Review(ReviewRound round)
    {
        int[] widths = [2600, 2000, 900, WordPage.TextWidth - 2600 - 2000 - 900 - 2100, 2100];
        return
        [
            Paragraph([Run($"第{round.Round}轮：{round.Units.Count}个单位，意见{round.Opinions}条", WordFont.Subheading, 12, bold: true)], before: 6, after: 4, keepNext: true),
            Table(widths,
            [
                Header(widths, "会审单位", "结论", "意见数", "审签人", "时间"),
                .. round.Units.Select(unit => Row(
                    new[] { unit.Unit, unit.Result, $"{unit.Opinions}", unit.Signer ?? "", unit.At is { } at ? PrintedTime.Minute(at) : "" }.Select((text, at) => Cell(widths[at], [Line(text)])))),
            ]),
            Body(round.AdoptionText),
        ];
    }

    private static Table Examinations(IReadOnlyList<FormFact> facts)
    {
        const int label = 3000;
        return Table([label, WordPage.TextWidth - label], facts.Select(fact => Row([Label(label, fact.Label), Cell(WordPage.TextWidth - label, [Line(fact.Value)])])));
    }
}
