using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>撤回、延期、暂停与恢复、催办: who asks, who decides, and what the other side gets to know.</summary>
public sealed class CaseActions(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_document_under_review_is_withdrawn_at_once_with_a_reason_and_the_reviewers_are_told()
    {
        var of = await (await city.Cases.Take()).InReview();
        var head = await At(of.Head);
        await head.Open(of);
        await Deed(head, "withdraw", "");
        await head.Page.GetByText("请填写理由").WaitForAsync();
        await head.Page.GetByTestId("field-reason").FillAsync("街道机构范围有调整，撤回重新核实。");
        await head.Page.GetByTestId("confirm").DblClickAsync();

        await head.Page.GetByText("文稿已撤回").First.WaitForAsync();
        await head.Page.Locator(".case-meta").GetByText("已撤回").WaitForAsync();
        (await of.Stage()).ShouldBe("Withdrawn");
        (await of.Detail())["tasks"]!.AsArray().Select(task => (string)task!["step"]!).ShouldBe(["Resubmit"]);
        await Noticed("cz.jb", of, "文稿已撤回");
    }

    [Fact]
    public async Task A_later_withdrawal_waits_for_the_task_force_which_may_refuse_with_a_reason()
    {
        var of = await (await city.Cases.Take()).InConsolidation();
        var head = await At(of.Head, 390);
        await head.Open(of);
        await Deed(head, "withdraw", "政策口径有变化。");
        await head.Page.GetByText("撤回申请已提交，等待审批").WaitForAsync();
        await head.Page.GetByTestId("action-withdraw").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await head.Fits();
        await Noticed("zb", of, "报送单位申请撤回");

        var office = await At("zb");
        await office.Page.GotoAsync("/requests?status=Pending&kind=withdrawal");
        var asked = office.Page.GetByTestId($"request-{of.Id}");
        await asked.GetByText("政策口径有变化。").WaitForAsync();
        await asked.GetByTestId("request-refuse").ClickAsync();
        await asked.GetByText("不同意的，请先说明理由。").WaitForAsync();
        await asked.GetByTestId("request-comment").FillAsync("会审已近尾声，请照常办理。");
        await asked.GetByTestId("request-refuse").ClickAsync();
        await office.Page.GetByTestId("confirm").ClickAsync();
        await asked.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        (await of.Stage()).ShouldBe("Consolidating");
        await head.Page.GotoAsync("/requests");
        var answered = head.Page.GetByTestId($"request-{of.Id}");
        await answered.GetByText("未同意").WaitForAsync();
        await answered.GetByText("会审已近尾声，请照常办理。").WaitForAsync();
        await head.Fits();
        await Noticed(of.Head, of, "撤回申请未获同意");
    }

    [Fact]
    public async Task An_approved_withdrawal_cancels_what_was_open_and_is_decided_once_by_two_windows()
    {
        var of = await (await city.Cases.Take()).InConsolidation();
        await city.Cases.Post(of.Head, $"cases/{of.Id}/withdraw", new { commandId = Guid.NewGuid(), reason = "政策口径有变化。" });
        var (one, two) = (await At("zb"), await At("zb", 390));
        await two.Page.RouteAsync("**/api/v1/events", route => route.AbortAsync());
        foreach (var window in new[] { one, two })
        {
            await window.Page.GotoAsync("/requests?kind=withdrawal");
            await window.Page.GetByTestId($"request-{of.Id}").GetByTestId("request-approve").ClickAsync();
        }

        await two.Fits();
        await one.Page.GetByTestId("confirm").ClickAsync();
        await one.Page.GetByTestId($"request-{of.Id}").GetByTestId("request-decided").WaitForAsync();
        await two.Page.GetByTestId("confirm").ClickAsync();

        await two.Page.GetByTestId($"request-{of.Id}").GetByText("已由杨露结处理").WaitForAsync();
        await two.Page.GetByTestId($"request-{of.Id}").GetByTestId("request-decided").WaitForAsync();
        (await of.Stage()).ShouldBe("Withdrawn");
        var head = await At(of.Head);
        await head.OpenForm(of);
        await head.Decide("Resubmit");
        (await of.Stage()).ShouldBe("Drafting");
    }

    [Fact]
    public async Task A_document_ready_for_the_meeting_is_withdrawn_only_by_word_of_the_director()
    {
        var of = await (await city.Cases.Take()).OnAgenda();
        await city.Cases.Post(of.Head, $"cases/{of.Id}/withdraw", new { commandId = Guid.NewGuid(), reason = "需补充论证。" });
        var office = await At("zb");
        await office.Page.GotoAsync("/requests?kind=withdrawal");
        await office.Page.GetByTestId($"request-{of.Id}").GetByText("由编办主任审批").WaitForAsync();
        (await office.Page.GetByTestId($"request-{of.Id}").GetByTestId("request-approve").CountAsync()).ShouldBe(0);

        var director = await At("bb.zr");
        await director.Open(of);
        await director.Page.GetByTestId("action-decideWithdrawal").ClickAsync();
        await director.Page.GetByTestId("field-approve-yes").CheckAsync();
        await director.Page.GetByTestId("confirm").ClickAsync();

        await director.Page.Locator(".case-meta").GetByText("已撤回").WaitForAsync();
        (await of.Stage()).ShouldBe("Withdrawn");
    }

    [Fact]
    public async Task An_extension_is_granted_or_refused_and_the_asker_reads_which()
    {
        foreach (var grant in new[] { true, false })
        {
            var of = await city.Cases.Take();
            var due = (string)(await of.Detail())["dueAt"]!;
            var head = await At(of.Head, grant ? 1440 : 390);
            await head.Open(of);
            await head.Page.GetByTestId("action-extend").ClickAsync();
            await head.Page.GetByTestId("field-days").FillAsync("9");
            await head.Page.GetByTestId("field-reason").FillAsync("人员身份核对工作量大。");
            (await head.Page.GetByTestId("field-days").InputValueAsync()).ShouldBe("3");
            await head.Page.GetByTestId("confirm").ClickAsync();
            await head.Page.GetByText("延期申请已提交").WaitForAsync();
            await Deed(head, "extend", "再申请一次。");
            await head.Page.GetByText("这一环节已经申请过延期，只能申请一次。").WaitForAsync();

            var office = await At("zb");
            await office.Page.GotoAsync("/notices");
            await office.Page.Locator(".notices li", new() { HasText = "延期3个工作日，待审批" }).First.GetByRole(AriaRole.Link).ClickAsync();
            var asked = office.Page.GetByTestId($"request-{of.Id}");
            await asked.GetByTestId("request-comment").FillAsync(grant ? "同意。" : "时间充裕，不予延期。");
            await asked.GetByTestId(grant ? "request-approve" : "request-refuse").ClickAsync();
            await office.Page.GetByTestId("confirm").ClickAsync();
            await asked.WaitForAsync(new() { State = WaitForSelectorState.Detached });

            ((string)(await of.Detail())["dueAt"]! != due).ShouldBe(grant);
            await Noticed(of.Clerk, of, grant ? "延期申请已获同意" : "延期申请未获同意");
        }
    }

    [Fact]
    public async Task A_held_case_takes_no_decision_until_it_is_released_and_both_are_announced()
    {
        var of = await (await city.Cases.Take()).Written();
        var (office, clerk) = (await At("zb"), await At(of.Clerk, 390));
        await clerk.OpenForm(of);
        await clerk.Page.GetByTestId("draft-explanation").FillAsync("暂停前写下的话。");
        await clerk.Stored();
        await office.Open(of);
        await Deed(office, "hold", "等待省里意见。");
        await office.Page.GetByTestId("action-release").WaitForAsync();
        await Noticed(of.Clerk, of, "已暂停办理");

        await clerk.Page.GetByTestId("task-held").WaitForAsync();
        (await clerk.Page.GetByTestId("outcome-Submit").IsDisabledAsync()).ShouldBeTrue();
        await clerk.Page.GetByTestId("draft-explanation").FillAsync("暂停期间写下的话。");
        await clerk.Stored();
        await clerk.Fits();

        await Deed(office, "release", "");
        await office.Page.GetByText("请填写理由").WaitForAsync();
        await office.Page.GetByTestId("field-reason").FillAsync("省里意见已到。");
        await office.Page.GetByTestId("confirm").ClickAsync();
        await office.Page.GetByTestId("action-hold").WaitForAsync();
        // The release has moved the deadline: whoever writes is told before going on.
        await clerk.Page.GetByTestId("accept-latest").ClickAsync();
        await clerk.Decide("Submit");
        (await of.Done("Draft")).ShouldBe(["Submit"]);
        await Noticed(of.Head, of, "已恢复办理");
    }

    [Fact]
    public async Task Urging_reaches_the_clerk_and_the_head_and_not_twice_within_half_a_day()
    {
        var of = await city.Cases.Take();
        var office = await At("bb.sh", 390);
        await office.Open(of);
        await office.Page.GetByTestId("action-urge").ClickAsync();
        await office.Page.GetByTestId("confirm").ClickAsync();
        await office.Page.GetByText("已催办").First.WaitForAsync();
        await Noticed(of.Clerk, of, "催办");
        await Noticed(of.Head, of, "催办");

        await office.Page.GetByTestId("action-urge").ClickAsync();
        await office.Page.GetByTestId("confirm").ClickAsync();
        await office.Page.GetByText("半天之内已经催办过").WaitForAsync();
        await office.Fits();
    }

    /// <summary>Opens the deed, writes the reason when there is one, confirms.</summary>
    private static async Task Deed(Person person, string deed, string reason)
    {
        await person.Page.GetByTestId($"action-{deed}").ClickAsync();
        if (reason.Length > 0)
        {
            await person.Page.GetByTestId("field-reason").FillAsync(reason);
        }

        await person.Page.GetByTestId("confirm").ClickAsync();
    }

    /// <summary>The notice stands in the person's bell once, and leads somewhere.</summary>
    private async Task Noticed(string user, PreparedCase of, string words)
    {
        var person = await At(user);
        await person.Page.GotoAsync("/notices");
        var line = person.Page.Locator($".notices li[data-case='{of.Id}']", new() { HasText = words });
        await line.First.WaitForAsync();
        (await line.CountAsync()).ShouldBe(1);
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
