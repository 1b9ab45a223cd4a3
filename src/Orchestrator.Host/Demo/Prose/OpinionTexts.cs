using Orchestrator.Engine.Values;

namespace Orchestrator.Host.Demo.Prose;

/// <summary>Opinions of the reviewing units, and what is answered to them.</summary>
internal static class OpinionTexts
{
    private static readonly string[] Locations = ["二、主要任务（一）", "二、主要任务（二）", "二、主要任务（三）", "三、工作措施（一）", "三、工作措施（二）", "三、工作措施（三）", "四、实施步骤（二）", "五、保障措施（一）"];

    private static readonly string[] Categories = ["Substantive", "Wording", "Policy", "Data", "Format"];

    /// <summary>An opinion of one unit on one case; different units never speak about the same place.</summary>
    public static JsObject Ordinary(string unit, string code, string reviewer, int slot, bool must)
    {
        var subject = DocumentSubject.Of(code);
        var doubt = Seeded.Pick(subject.Doubts, unit, code, reviewer);
        return JsObject.Of(
            ("category", must ? "Substantive" : Seeded.Pick(Categories, unit, code, reviewer, "category")),
            ("location", Locations[(Seeded.Below(4, unit, code, "location") * 2 + slot) % Locations.Length]),
            ("original", $"（原稿该处表述）{Seeded.Pick(subject.Measures, unit, code, reviewer, "original")}"),
            ("proposed", $"建议修改该处表述，{Seeded.Pick(["补充责任单位和完成时限", "写明依据的文件和条款", "与职责清单保持一致", "删除重复内容并统一口径"], unit, code, reviewer, "proposed")}。"),
            ("reason", $"{doubt}，不便于基层执行。"),
            ("basis", Seeded.Pick(["楚办发〔2020〕10号（演示）", "市级职责清单（演示）", "机构编制管理有关规定"], unit, code, reviewer, "basis")),
            ("severity", must ? "Must" : "Suggest"));
    }

    /// <summary>Two units ask for different numbers at the same place: a dispute.</summary>
    public static JsObject Opposed(string code, int place, int days) => JsObject.Of(
        ("category", "Substantive"),
        ("location", place == 0 ? "三、工作措施（一）" : "三、工作措施（二）"),
        ("original", Seeded.Pick(DocumentSubject.Of(code).Measures, code, "opposed", place)),
        ("proposed", $"办理时限改为{days}个工作日。"),
        ("reason", $"结合本系统办理实际，{days}个工作日较为适宜。"),
        ("basis", "本部门业务规程（演示）"),
        ("severity", "Must"));

    public static string RejectReason(string unit, string code) =>
        Seeded.Pick(["该意见与上级文件的统一口径不一致，且已在职责清单中另行规定", "该内容属于具体操作事项，拟在配套细则中规定，本文件不再重复", "经研究，该表述已能满足工作需要，修改后反而容易产生歧义"], unit, code, "reject") + "。";

    public static string RevisedText(string unit, string code, int number) =>
        Seeded.Pick(DocumentSubject.Of(code).Measures, unit, code, "revised", number) + "，并明确责任单位、完成时限和监管要求。";
}
