using Orchestrator.Engine.Values;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Host.Demo.Prose;

/// <summary>Drafts of the districts. Every sentence is made up; the same case always gives the same text.</summary>
internal static class Manuscripts
{
    private static readonly string[] Openings =
    [
        "坚持党建引领，坚持问题导向", "立足本地实际，聚焦基层反映最集中的问题", "着眼城市治理重心下移", "以减负增效为导向，以群众满意为标准",
    ];

    private static readonly string[] Steps =
    [
        "动员部署阶段。召开专题会议，成立工作专班，制定任务分解表。", "摸底核查阶段。逐条街道开展摸底，形成事项、人员、资产三本台账。",
        "组织实施阶段。按照成熟一批、实施一批的要求有序推进。", "总结评估阶段。全面评估实施效果，及时完善配套制度。",
        "试点先行阶段。选取两条街道先行试点，总结经验后全面推开。",
    ];

    private static readonly string[] Guarantees =
    [
        "加强组织领导。各街道党工委书记是第一责任人，分管负责同志具体抓落实。", "严明工作纪律。严格执行机构编制、组织人事、财经和保密纪律。",
        "强化督促检查。改革专班每周调度，对进展缓慢的予以提醒。", "做好宣传引导。加强政策解读，及时回应干部群众关切。",
        "落实经费保障。所需经费列入年度预算，由财政部门统筹安排。", "稳妥推进实施。坚持先立后破，确保工作不断、秩序不乱、队伍不散。",
    ];

    public static DraftContent First(string unit, string code, bool corrected)
    {
        var subject = DocumentSubject.Of(code);
        var name = DemoCity.Unit(unit).Name;
        var sections = new List<Section>
        {
            new("一、总体要求", $"{Seeded.Pick(Openings, unit, code, "opening")}，{subject.Aim}，推动{name}街道管理体制改革落地见效。\n本稿为演示数据，单位和人物均为虚构。"),
            new("二、主要任务", Duties(subject, unit)),
            new("三、工作措施", Measures(subject, unit)),
            new("四、实施步骤", Numbered(Seeded.Some(Steps, 3, unit, code, "steps"))),
            new("五、保障措施", Numbered(Seeded.Some(Guarantees, 3, unit, code, "guarantees"))),
        };
        if (corrected)
        {
            sections.Add(new("六、补充说明", "根据受理审查意见，补充填报了单位负责人签署意见和数据来源，并核对了前后数字。"));
        }

        return new DraftContent($"{name}{subject.Title}", sections, Explanation(name, subject, 1)).Normalised();
    }

    /// <summary>The second draft keeps to the template and takes up what was adopted.</summary>
    public static DraftContent Revised(string unit, string code, int round, IReadOnlyList<string> revisedTexts)
    {
        var subject = DocumentSubject.Of(code);
        var name = DemoCity.Unit(unit).Name;
        var first = First(unit, code, corrected: false);
        var adopted = revisedTexts.Count == 0 ? "" : "\n" + string.Join('\n', revisedTexts.Select((text, index) => $"（{Chinese(index + 1)}）{text}"));
        return new DraftContent(
            first.Title,
            [
                new("一、总体要求", LockedAim(subject)),
                new("二、主要任务", first.Sections[1].Text),
                new("三、工作措施", first.Sections[2].Text + adopted),
                new("四、实施步骤", first.Sections[3].Text),
                new("五、保障措施", first.Sections[4].Text),
                new("六、附则", LockedClosing),
            ],
            Explanation(name, subject, round)).Normalised();
    }

    /// <summary>What the meeting asked for is written into the last section but one.</summary>
    public static DraftContent AfterMeeting(string unit, string code, string changes)
    {
        var before = Revised(unit, code, 2, []);
        return before with
        {
            Sections = [.. before.Sections.Select(section => section.Heading == "五、保障措施" ? section with { Text = section.Text + "\n根据会议审议意见，" + changes } : section)],
        };
    }

    public static JsObject Template(string code)
    {
        var subject = DocumentSubject.Of(code);
        return JsObject.Of(
            ("title", $"{subject.Title}统一模板"),
            ("sections", JsArray.Of(
                Part("一、总体要求", true, LockedAim(subject)), Part("二、主要任务", false, "逐项列明任务、责任单位和完成时限。"),
                Part("三、工作措施", false, "写明具体措施，避免照抄照转。"), Part("四、实施步骤", false, "按阶段写明起止时间。"),
                Part("五、保障措施", false, "写明组织、纪律和经费保障。"), Part("六、附则", true, LockedClosing))),
            ("note", "各区（市）按模板修改，固定内容不得改动。"));
    }

    private const string LockedClosing = "本文件由市委编办会同有关部门负责解释，自印发之日起施行。";

    private static JsObject Part(string heading, bool locked, string text) =>
        JsObject.Of(("heading", heading), ("required", true), ("locked", locked), ("text", text));

    private static string LockedAim(DocumentSubject subject) =>
        $"全面落实市委关于深化街道管理体制改革的部署，坚持党的全面领导，坚持权责一致，坚持依法依规，{subject.Aim}，为基层减负，为治理增效。";

    private static string Duties(DocumentSubject subject, string unit) => string.Join('\n', subject.Duties.Select((duty, index) =>
        $"（{Chinese(index + 1)}）{duty}。由{Seeded.Pick(["街道党工委", "街道办事处", "区委编办", "区改革专班"], unit, subject.Code, "owner", index)}牵头，"
        + $"于{Seeded.Pick(["9月底", "10月中旬", "10月底", "11月底"], unit, subject.Code, "by", index)}前完成，涉及街道{Seeded.Below(9, unit, "streets") + 6}个。"));

    private static string Measures(DocumentSubject subject, string unit) =>
        Numbered(Seeded.Some(subject.Measures, 3, unit, subject.Code, "measures").Select(measure => measure + "。"));

    private static string Numbered(IEnumerable<string> lines) => string.Join('\n', lines.Select((line, index) => $"（{Chinese(index + 1)}）{line}"));

    private static string Explanation(string name, DocumentSubject subject, int round) =>
        $"{name}在充分调研的基础上起草了《{subject.Title}》。起草过程中召开座谈会{Seeded.Below(3, name, subject.Code, "talks") + 2}次，"
        + $"书面征求街道意见{Seeded.Below(12, name, subject.Code, "asked") + 5}条。" + (round > 1 ? $"本稿为第{Chinese(round)}轮修改稿，已逐条研究会审意见。" : "现报送初稿，请予审核。");

    private static string Chinese(int number) => number <= 10 ? "一二三四五六七八九十"[number - 1].ToString() : "十" + "一二三四五六七八九"[number - 11];
}
