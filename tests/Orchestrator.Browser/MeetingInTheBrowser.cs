using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>What the meeting may decide beside 通过: 缓议 with the ways back, and 不通过.</summary>
public sealed class MeetingInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_deferred_document_comes_back_to_the_agenda_and_its_office_knows_why_and_from_when()
    {
        var of = await (await city.Cases.Take()).OnAgenda();
        var secretary = await At("wb.ms");
        await secretary.OpenForm(of);
        await Votes(secretary, "4", "1", "5");
        await secretary.Page.GetByTestId("field-resolution").FillAsync("暂缓审议。");
        await secretary.Page.GetByTestId("outcome-Deferred").ClickAsync();
        await secretary.Page.GetByText("请填写理由").First.WaitForAsync();
        await secretary.Page.GetByTestId("field-reason").FillAsync("经费测算依据不足，需进一步论证。");
        await secretary.Page.GetByTestId("field-earliestResubmission").FillAsync("2020-10-16");
        await secretary.Decide("Deferred");

        (await of.Stage()).ShouldBe("Deferred");
        var office = await At("bb.jb", 390);
        await office.OpenForm(of);
        var note = office.Page.GetByTestId("meeting-note");
        await note.GetByText("经费测算依据不足").WaitForAsync();
        await note.GetByText("2020-10-16").WaitForAsync();
        await office.Fits();
        await office.Page.GetByTestId("field-comment").FillAsync("已补充论证。");
        await office.Decide("Reagenda");

        await secretary.OpenForm(of);
        await secretary.Page.GetByTestId("field-meeting").FillAsync("市委常委会会议");
        await secretary.Page.GetByTestId("field-meetingDate").FillAsync("2020-10-19");
        await secretary.Decide("List");
        (await of.Stage()).ShouldBe("OnAgenda");
    }

    [Fact]
    public async Task A_deferred_document_can_go_back_for_one_more_round()
    {
        var of = await (await city.Cases.Take()).OnAgenda();
        await of.Decide("wb.ms", "Decide", "Deferred", new { expected = 11, present = 10, votesFor = 4, votesAgainst = 1, votesDefer = 5, resolution = "暂缓审议。", reason = "论证不足。" });
        var office = await At("bb.jb");
        await office.OpenForm(of);
        await office.Page.GetByTestId("field-comment").FillAsync("退回改写。");

        await office.Decide("Rewrite");

        (await of.Stage()).ShouldBe("Revising");
        var clerk = await At(of.Clerk, 390);
        await clerk.OpenForm(of);
        await clerk.Page.GetByTestId("outcome-Submit").WaitForAsync();
        await clerk.Fits();
    }

    [Fact]
    public async Task A_document_that_is_not_passed_ends_and_its_unit_is_told()
    {
        var of = await (await city.Cases.Take()).OnAgenda();
        var secretary = await At("wb.ms", 390);
        await secretary.OpenForm(of);
        await Votes(secretary, "9", "1", "0");
        (await secretary.Page.GetByTestId("outcome-NotPassed").IsDisabledAsync()).ShouldBeTrue();
        await Votes(secretary, "3", "7", "0");
        (await secretary.Page.GetByTestId("outcome-Passed").IsDisabledAsync()).ShouldBeTrue();
        await secretary.Page.GetByTestId("field-resolution").FillAsync("不予通过。");
        await secretary.Page.GetByTestId("field-reason").FillAsync("条件不成熟。");
        await secretary.Fits();
        await secretary.Decide("NotPassed");

        var clerk = await At(of.Clerk);
        await clerk.Page.GotoAsync("/notices");
        await clerk.Page.Locator($".notices li[data-case='{of.Id}']", new() { HasText = "会议审议不通过" }).WaitForAsync();
        await clerk.Open(of);
        await clerk.Page.Locator(".case-aside").GetByText("条件不成熟。").WaitForAsync();
        (await clerk.Page.GetByTestId("action-withdraw").CountAsync()).ShouldBe(0);
        (await of.Stage()).ShouldBe("Rejected");
    }

    private static async Task Votes(Person secretary, string votesFor, string against, string defer)
    {
        foreach (var (field, value) in new[] { ("expected", "11"), ("present", "10"), ("votesFor", votesFor), ("votesAgainst", against), ("votesDefer", defer) })
        {
            await secretary.Page.GetByTestId($"field-{field}").FillAsync(value);
        }
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
