using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>The main job, end to end: a document goes up and comes back twice through fifteen people's browsers.</summary>
public sealed class TwoUpTwoDown(DemoCity city, Chromium chromium)
{
    private readonly Dictionary<string, Person> _people = [];
    private string _campaign = "";

    [Fact]
    public async Task One_case_travels_from_the_first_draft_to_the_issued_document()
    {
        await StartCampaign();
        await FirstRoundUp();
        await FirstReview();
        await SettleConflict();
        await TemplateAndFeedback();
        await SecondRoundUp();
        await SecondReview();
        await Meeting();
        await Issue();
        await LookBack();
    }

    private async Task StartCampaign()
    {
        var page = (await At("zb")).Page;
        await page.GotoAsync("/campaigns");
        await Pictures.Keep(page, "campaigns");
        await page.GetByTestId("new-campaign").ClickAsync();
        await page.GetByTestId("template-street-reform-2020").ClickAsync();
        await page.GetByTestId("plan-name").FillAsync("全流程检验专项");
        await page.GetByTestId("plan-shift").ClickAsync();
        await Only(page, "units-all", "澄湖区");
        await Only(page, "documents-all", "延伸派驻机构下放工作方案");
        await Pictures.Keep(page, "campaign-scope");
        await page.GetByTestId("plan-next").ClickAsync();
        await page.GetByTestId("plan-next").ClickAsync();
        await page.GetByText("工作日").First.WaitForAsync();
        await Pictures.Keep(page, "campaign-deadlines");
        await page.GetByTestId("plan-next").ClickAsync();
        // The template's dates, moved to the day of the demonstration, touch a holiday.
        await page.GetByTestId("warning-reason").FillAsync("检验用专项，日期随演示时钟平移。");
        await page.GetByTestId("launch").ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await page.GetByText("专项已启动").WaitForAsync();
        await page.GetByTestId("to-board").ClickAsync();
        await page.WaitForURLAsync(new Regex("/campaigns/[^/]+$"));
        _campaign = Uri.UnescapeDataString(new Uri(page.Url).Segments[^1]);
        await page.GetByTestId("cell-D1-8").WaitForAsync();
    }

    private async Task FirstRoundUp()
    {
        await (await At("d1.jb")).Do(_campaign, "Draft", "Submit", page => WriteDraft(page, "转隶人员应在五个工作日内完成交接。"));
        await (await At("d1.fz")).Do(_campaign, "InternalApproval", "Approve");
        await (await At("bb.jb")).Do(_campaign, "Intake", "Correct", async page =>
        {
            await page.GetByTestId("field-reasons-MissingSection").ClickAsync();
            await page.GetByTestId("field-comment").FillAsync("缺少保障措施一节，请补充后再报。");
            await Pictures.Keep(page, "intake");
        });
        await (await At("d1.jb")).Do(_campaign, "Draft", "Submit", page => WriteDraft(page, "转隶人员应在五个工作日内完成交接，交接清单由三方签字。"));
        await (await At("d1.fz")).Do(_campaign, "InternalApproval", "Approve");
        await (await At("bb.jb")).Do(_campaign, "Intake", "Accept");
    }

    private async Task FirstReview()
    {
        await Review("bb.hs", "bb.zr", "NoObjection");
        await Review("cz.jb", "cz.fz", "WithOpinions", async page =>
        {
            await Opinion(page, 0, "二、主要任务", "交接期限改为5个工作日。", "与经费拨付周期衔接。", "Must");
            await page.GetByTestId("add-opinion").ClickAsync();
            await Opinion(page, 1, "一、总体要求", "增加一句经费保障的表述。", "便于安排预算。", "Suggest");
            await Pictures.Keep(page, "opinion");
        });
        await Review("rs.jb", "rs.fz", "WithOpinions", page => Opinion(page, 0, "二、主要任务", "交接期限改为7个工作日。", "合同变更需要时间。", "Must"));
    }

    private async Task SettleConflict()
    {
        await (await At("bb.jb")).Do(_campaign, "Consolidate", "Coordinate", async page =>
        {
            await DisposeAll(page);
            await Pictures.Keep(page, "consolidation");
        });
        await (await At("bb.jb")).Do(_campaign, "Negotiate", "Agreed", async page =>
        {
            await page.GetByTestId("field-minutes").FillAsync("经协商，交接期限统一为7个工作日。");
            for (var i = 0; await page.GetByTestId($"ruling-{i}-text").CountAsync() > 0; i++)
            {
                await page.GetByTestId($"ruling-{i}-Partial").CheckAsync();
                await page.GetByTestId($"ruling-{i}-text").FillAsync("交接期限为7个工作日。");
            }

            await Pictures.Keep(page, "dispute");
        });
        await (await At("bb.jb")).Do(_campaign, "Consolidate", "Done", DisposeAll);
    }

    private async Task TemplateAndFeedback()
    {
        await (await At("bb.hs")).Do(_campaign, "Template", "Publish", async page =>
        {
            await page.GetByTestId("field-title").Or(page.GetByLabel("模板名称")).First.FillAsync("延伸派驻机构下放工作方案统一模板");
            await page.GetByTestId("template-outline").ClickAsync();
            await Pictures.Keep(page, "template");
        });
        await (await At("zb")).Do(_campaign, "Feedback", "Send", async page =>
        {
            await page.GetByTestId("field-comment").FillAsync("请按模板修改，逐条答复意见。");
            await Pictures.Keep(page, "feedback");
        });
    }

    private async Task SecondRoundUp()
    {
        await (await At("d1.jb")).Do(_campaign, "Revise", "Submit", async page =>
        {
            if (await page.GetByTestId("draft-fill-template").CountAsync() > 0)
            {
                await page.GetByTestId("draft-fill-template").ClickAsync();
            }

            await FillSections(page, "按统一模板补充。");
            var replies = page.Locator("article").Filter(new LocatorFilterOptions { Has = page.Locator("[data-testid^='reply-']") });
            await replies.First.WaitForAsync();
            for (var i = 0; i < await replies.CountAsync(); i++)
            {
                if ((await replies.Nth(i).InnerTextAsync()).Contains("预算", StringComparison.Ordinal))
                {
                    await page.GetByTestId($"reply-{i}-Reject").CheckAsync();
                    await page.GetByTestId($"reply-{i}-reason").FillAsync("该事项已在区级预算办法中规定，不宜重复表述。");
                }
                else
                {
                    // A ruling binds the reply: only what was ruled can be chosen.
                    var adopt = page.GetByTestId($"reply-{i}-Adopt");
                    await (await adopt.IsEnabledAsync() ? adopt : page.GetByTestId($"reply-{i}-Partial")).CheckAsync();
                    await page.GetByTestId($"reply-{i}-text").FillAsync("交接期限为7个工作日。");
                    if (await page.GetByTestId($"reply-{i}-reason").CountAsync() > 0)
                    {
                        await page.GetByTestId($"reply-{i}-reason").FillAsync("按协商结果修改。");
                    }
                }
            }

            await Pictures.Keep(page, "revision");
        });
        await (await At("d1.fz")).Do(_campaign, "InternalApproval", "Approve");
        await (await At("bb.jb")).Do(_campaign, "Intake", "Accept");
    }

    private async Task SecondReview()
    {
        foreach (var unit in new[] { "cz", "rs" })
        {
            await Review($"{unit}.jb", $"{unit}.fz", "NoObjection", async page =>
            {
                foreach (var agree in await page.Locator("[data-testid^='confirm-'][data-testid$='-Agree']").AllAsync())
                {
                    await agree.CheckAsync();
                }
            });
        }

        await Review("bb.hs", "bb.zr", "NoObjection");
        await (await At("bb.jb")).Do(_campaign, "Consolidate", "Pass");
        await (await At("sf.fz")).Do(_campaign, "Legal", "Legal", page => page.GetByTestId("field-comment").FillAsync("经审查，内容合法。"));
    }

    private async Task Meeting()
    {
        await (await At("bb.zr")).Do(_campaign, "Propose", "Propose");
        await (await At("wb.ms")).Do(_campaign, "Agenda", "List", async page =>
        {
            await page.GetByTestId("field-meeting").FillAsync("市委常委会会议");
            await page.GetByTestId("field-meetingDate").FillAsync("2020-09-18");
        });
        await (await At("wb.ms")).Do(_campaign, "Decide", "PassedWithChanges", async page =>
        {
            foreach (var (field, value) in new[] { ("expected", "11"), ("present", "10"), ("votesFor", "8"), ("votesAgainst", "1"), ("votesDefer", "1") })
            {
                await page.GetByTestId($"field-{field}").FillAsync(value);
            }

            await page.GetByTestId("field-resolution").FillAsync("原则同意。");
            await page.GetByTestId("field-changes").FillAsync("补充经费保障条款。");
            await Pictures.Keep(page, "decision");
        });
        await (await At("d1.jb")).Do(_campaign, "PostMeeting", "Submit", page => FillSections(page, "按会议要求补充经费保障条款。"));
        await (await At("bb.sh")).Do(_campaign, "PostMeetingCheck", "Confirm");
    }

    private async Task Issue()
    {
        await (await At("bb.sh")).Do(_campaign, "IssueCheck", "Approve");
        await (await At("cw.1")).Do(_campaign, "IssueSign", "Sign");
        await (await At("wb")).Do(_campaign, "Issue", "Issue", page => page.GetByTestId("field-prefix").FillAsync("楚办发"));
        await (await At("wb")).Do(_campaign, "Archive", "Archive");
    }

    private async Task LookBack()
    {
        var page = (await At("zb")).Page;
        await page.GotoAsync($"/campaigns/{Uri.EscapeDataString(_campaign)}");
        (await page.GetByTestId("cell-D1-8").InnerTextAsync()).ShouldContain("已归档");
        await page.GetByTestId("cell-D1-8").ClickAsync();
        await page.GetByTestId("tab-timeline").WaitForAsync();
        foreach (var tab in new[] { "versions", "opinions", "adoption", "compare", "timeline", "diagram" })
        {
            var link = page.GetByTestId($"tab-{tab}");
            if (await link.CountAsync() > 0)
            {
                await link.ClickAsync();
                await Pictures.Keep(page, $"case-{tab}");
            }
        }

        await page.GetByText("已归档").First.WaitForAsync();
    }

    private async Task Review(string writer, string head, string result, Func<IPage, Task>? fill = null)
    {
        await (await At(writer)).Do(_campaign, "Review", "Submit", async page =>
        {
            await page.GetByTestId($"field-result-{result}").CheckAsync();
            if (fill is not null)
            {
                await fill(page);
            }
        });
        await (await At(head)).Do(_campaign, "ReviewSign", "Sign");
    }

    private async Task<Person> At(string userName)
    {
        if (!_people.TryGetValue(userName, out var person))
        {
            _people[userName] = person = await Person.SignIn(chromium, city.Host.Address, userName);
        }

        return person;
    }

    private static async Task Only(IPage page, string all, string label)
    {
        var everything = page.GetByTestId(all);
        await everything.CheckAsync();
        await everything.UncheckAsync();
        await page.Locator(".choices").GetByText(label).First.ClickAsync();
    }

    private static async Task WriteDraft(IPage page, string task)
    {
        await page.GetByTestId("draft-title").FillAsync("澄湖区延伸派驻机构下放工作方案");
        string[] headings = ["一、总体要求", "二、主要任务", "三、工作措施", "四、实施步骤", "五、保障措施"];
        for (var i = 0; i < headings.Length; i++)
        {
            if (await page.GetByTestId($"section-{i}-heading").CountAsync() == 0)
            {
                await page.GetByTestId("add-section").ClickAsync();
            }

            await page.GetByTestId($"section-{i}-heading").FillAsync(headings[i]);
            await page.GetByTestId($"section-{i}-text").FillAsync(i == 1 ? task : $"{headings[i][2..]}：本稿为演示内容。");
        }

        await page.GetByTestId("draft-explanation").FillAsync("依据省文件起草，征求了有关街道意见。");
        await Pictures.Keep(page, "draft");
    }

    private static async Task FillSections(IPage page, string text)
    {
        for (var i = 0; await page.GetByTestId($"section-{i}-text").CountAsync() > 0; i++)
        {
            var section = page.GetByTestId($"section-{i}-text");
            if (string.IsNullOrWhiteSpace(await section.InputValueAsync()) || i == 4)
            {
                await section.FillAsync(text);
            }
        }
    }

    private static async Task Opinion(IPage page, int i, string location, string proposed, string reason, string severity)
    {
        await page.GetByTestId($"opinion-{i}-location").FillAsync(location);
        await page.GetByTestId($"opinion-{i}-proposed").FillAsync(proposed);
        await page.GetByTestId($"opinion-{i}-reason").FillAsync(reason);
        await page.GetByTestId($"opinion-{i}-severity-{severity}").CheckAsync();
    }

    /// <summary>Disputed items can only go to coordination; the others are adopted.</summary>
    private static async Task DisposeAll(IPage page)
    {
        var cards = page.Locator("article.item-card");
        await cards.First.WaitForAsync();
        for (var i = 0; i < await cards.CountAsync(); i++)
        {
            var disputed = (await cards.Nth(i).GetAttributeAsync("class"))!.Contains("disputed", StringComparison.Ordinal);
            var choice = page.GetByTestId($"item-{i}-disposition-{(disputed ? "Coordinate" : "Adopt")}");
            // What a dispute has settled is shown, not asked again.
            if (await choice.CountAsync() > 0 && await choice.IsEnabledAsync())
            {
                await choice.CheckAsync();
            }
        }
    }
}
