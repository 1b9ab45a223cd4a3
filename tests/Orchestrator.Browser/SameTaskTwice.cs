using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>Two people, two clicks, an old page, the same request again: one effect and a clear answer to the other.</summary>
public sealed class SameTaskTwice(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task Of_two_people_who_sign_the_same_document_one_signs_and_the_other_is_told_who_did()
    {
        var of = await (await city.Cases.Take()).OnAgenda();
        await of.Decide("wb.ms", "Decide", "Passed", new { expected = 11, present = 10, votesFor = 9, votesAgainst = 1, votesDefer = 0, resolution = "原则同意。" });
        await of.Decide("bb.sh", "IssueCheck", "Approve");
        var (first, second) = (await At("cw.1"), await At("cw.2"));
        await Deafen(second.Page);
        await first.OpenForm(of);
        await second.OpenForm(of);
        await second.Page.GetByTestId("field-comment").FillAsync("同意印发，请抓紧办理。");
        await second.Stored();
        await second.Page.GetByTestId("outcome-Sign").ClickAsync();

        await first.Decide("Sign");
        await second.Page.GetByTestId("confirm").ClickAsync();

        await second.Page.GetByText("此任务已由 柏菜重 办理（签发）。").WaitForAsync();
        (await second.Page.GetByTestId("field-comment").InputValueAsync()).ShouldBe("同意印发，请抓紧办理。");
        (await second.Page.GetByTestId("outcome-Sign").IsDisabledAsync()).ShouldBeTrue();
        (await of.Done("IssueSign")).ShouldBe(["Sign"]);
    }

    [Fact]
    public async Task Somebody_who_looks_on_is_told_at_once_when_a_colleague_has_decided()
    {
        var of = await (await city.Cases.Take()).OnAgenda();
        await of.Decide("wb.ms", "Decide", "Passed", new { expected = 11, present = 10, votesFor = 9, votesAgainst = 1, votesDefer = 0, resolution = "原则同意。" });
        await of.Decide("bb.sh", "IssueCheck", "Approve");
        var looks = await At("cw.2", 390);
        await looks.OpenForm(of);
        await looks.Page.GetByTestId("field-comment").FillAsync("请再核一遍第三条。");

        await of.Decide("cw.1", "IssueSign", "Sign");

        await looks.Page.GetByText("此任务已由 柏菜重 办理（签发）。").WaitForAsync();
        (await looks.Page.GetByTestId("field-comment").InputValueAsync()).ShouldBe("请再核一遍第三条。");
        await looks.Fits();
    }

    [Fact]
    public async Task A_double_click_submits_once()
    {
        var of = await (await city.Cases.Take()).Written();
        var clerk = await At(of.Clerk);
        await clerk.OpenForm(of);
        var sent = Completions(clerk.Page);

        await clerk.Page.GetByTestId("outcome-Submit").ClickAsync();
        await clerk.Page.GetByTestId("confirm").DblClickAsync();

        await clerk.Page.GetByTestId("task-done").WaitForAsync();
        sent.Count.ShouldBe(1);
        (await of.Done("Draft")).ShouldBe(["Submit"]);
        (await city.Cases.Get("zb", $"cases/{of.Id}/versions")).AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_old_page_is_told_what_became_of_the_task_and_changes_nothing()
    {
        var of = await (await city.Cases.Take()).Submitted();
        var head = await At(of.Head);
        await Deafen(head.Page);
        await head.OpenForm(of);
        await head.Page.GetByTestId("field-comment").FillAsync("第二条请再核实。");
        await head.Stored();

        await of.Decide(of.Head, "InternalApproval", "Approve");
        await head.Page.GetByTestId("outcome-SendBack").ClickAsync();
        await head.Page.GetByTestId("confirm").ClickAsync();

        await head.Page.GetByText("办理（同意报送）。").WaitForAsync();
        await head.Page.GetByText("您填写的内容没有提交，仍保留在本页。").WaitForAsync();
        (await of.Done("InternalApproval")).ShouldBe(["Approve"]);
        (await of.Stage()).ShouldBe("Intake");
    }

    [Fact]
    public async Task Going_back_after_submitting_does_not_offer_the_form_again()
    {
        var of = await (await city.Cases.Take()).Submitted();
        var head = await At(of.Head);
        await head.OpenTask(of.Campaign, "InternalApproval");
        var address = head.Page.Url;
        await head.Decide("Approve");

        await head.Page.GoBackAsync();
        await head.Page.WaitForURLAsync(url => url.Contains("/tasks/todo", StringComparison.Ordinal));
        await head.Page.GoForwardAsync();
        await head.Page.Locator(".case-header h1").WaitForAsync();
        (await head.Page.GetByTestId("outcome-Approve").CountAsync()).ShouldBe(0);

        await head.Page.GotoAsync(address);
        await head.Page.Locator(".case-header h1").WaitForAsync();
        await head.Page.GetByTestId("tab-timeline").WaitForAsync();
        (await head.Page.GetByTestId("outcome-Approve").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_request_again_is_answered_as_before_and_another_is_refused()
    {
        var of = await (await city.Cases.Take()).Submitted();
        var head = await At(of.Head);
        await head.OpenForm(of);
        var sent = Completions(head.Page);
        await head.Decide("Approve");
        var request = sent.ShouldHaveSingleItem();
        var headers = new Dictionary<string, string> { ["X-CSRF-TOKEN"] = request.Headers["x-csrf-token"], ["Content-Type"] = "application/json" };

        var again = await head.Page.APIRequest.PostAsync(request.Url, new() { Headers = headers, Data = request.PostData });
        var other = JsonNode.Parse(request.PostData!)!;
        other["commandId"] = "another";
        var another = await head.Page.APIRequest.PostAsync(request.Url, new() { Headers = headers, Data = other.ToJsonString() });

        again.Status.ShouldBe(200);
        ((bool)JsonNode.Parse(await again.TextAsync())!["replayed"]!).ShouldBeTrue();
        another.Status.ShouldBe(409);
        ((string)JsonNode.Parse(await another.TextAsync())!["code"]!).ShouldBe("task.already-decided");
        (await of.Done("InternalApproval")).ShouldBe(["Approve"]);
    }

    [Fact]
    public async Task A_browser_that_takes_itself_for_offline_still_sends()
    {
        var of = await (await city.Cases.Take()).Submitted();
        var head = await At(of.Head);
        await head.OpenForm(of);
        await head.Page.GetByTestId("outcome-Approve").ClickAsync();

        await head.Page.EvaluateAsync("window.dispatchEvent(new Event('offline'))");
        await head.Page.GetByTestId("confirm").ClickAsync();

        await head.Page.GetByTestId("task-done").WaitForAsync();
        (await of.Done("InternalApproval")).ShouldBe(["Approve"]);
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);

    /// <summary>Cuts the page off from live updates: it goes on showing what it showed.</summary>
    private static Task<IAsyncDisposable> Deafen(IPage page) => page.RouteAsync("**/api/v1/events", route => route.AbortAsync());

    private static List<IRequest> Completions(IPage page)
    {
        var sent = new List<IRequest>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/complete", StringComparison.Ordinal))
            {
                sent.Add(request);
            }
        };
        return sent;
    }
}
