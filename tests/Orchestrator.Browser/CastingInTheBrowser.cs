using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Orchestrator.Browser.OwnFlow;

namespace Orchestrator.Browser;

/// <summary>
/// Who is asked when a step begins, seen by those who are and by those who are not: the initiator himself (发起人自审), nobody
/// (空办理人), somebody who has agreed already (去重), and a deadline that has passed (超时); then the ended flow is revived (唤醒)
/// and ended for good (终止).
/// </summary>
public sealed class CastingInTheBrowser(DemoCity city, Chromium chromium)
{
    private const string Id = "browser-casting";

    [Fact]
    public async Task Whoever_need_not_be_asked_is_not_and_the_history_says_why()
    {
        var clerk = await Person.SignIn(chromium, city.Host.Address, "d1.jb");
        var instance = await city.Started(Document());
        await Open(clerk, "draft", instance);
        await clerk.Decide("Submit");

        // The initiator would have to check his own draft: his head does it.
        (await Tasks("d1.jb", instance)).ShouldBeEmpty();
        var head = await Person.SignIn(chromium, city.Host.Address, "d1.fz");
        await Open(head, "own", instance);
        await head.Page.GetByText("本人审核").First.WaitForAsync();
        await head.Decide("Approve");

        // The step of nobody and the one that the head has agreed to are passed; the late one has gone up to the head.
        await head.Page.GotoAsync("/tasks/todo?sort=OpenedDescending");
        var late = head.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "办理人规则示例" });
        await late.GetByText("逾期").First.WaitForAsync();
        (await Tasks("d1.jb", instance)).ShouldBeEmpty("what passed its deadline is the head's now");

        var admin = await Person.SignIn(chromium, city.Host.Address, "sa");
        await admin.Page.GotoAsync($"/admin/instances/{instance}?tab=history");
        foreach (var why in (string[])["没有办理人", "办理人是发起人", "本轮已经同意"])
        {
            await admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "免于办理" }).Filter(new() { HasText = why }).WaitForAsync();
        }

        await admin.Page.GetByText("逾期上交").WaitForAsync();
        await admin.Fits();
        await Open(head, "late", instance);
        await head.Decide("Approve");

        // Revived where it ended, with a look at what that does; ended for good afterwards.
        await admin.Page.GotoAsync($"/admin/instances/{instance}");
        await admin.Page.GetByText("已办结").First.WaitForAsync();
        await admin.Page.GetByTestId("revive").ClickAsync();
        await admin.Page.GetByTestId("jump-target").ClickAsync();
        await admin.Page.GetByTestId("jump-target").Locator("input").FillAsync("own");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.GetByTestId("effect").GetByText("本人审核").First.WaitForAsync();
        await Pictures.Keep(admin.Page, "revive-preview");
        await admin.Page.GetByTestId("reason").FillAsync("补充审核意见");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "唤醒" }).DblClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        (await Tasks("d1.fz", instance)).Select(task => (string)task["step"]!).ShouldBe(["own"], "once, for all the clicks");
        await admin.Page.ReloadAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "终止", Exact = true }).ClickAsync();
        await admin.Page.GetByTestId("reason").FillAsync("示例结束");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "终止" }).ClickAsync();
        await admin.Page.GetByText("已终止").First.WaitForAsync();
        (await Tasks("d1.fz", instance)).ShouldBeEmpty();
    }

    private static JsonNode Allowed => new JsonArray("Approve", "Reject");

    private async Task Open(Person person, string step, string instance)
    {
        var user = step == "draft" ? "d1.jb" : "d1.fz";
        var task = (await Tasks(user, instance)).Single(task => (string)task["step"]! == step);
        await person.Page.GotoAsync($"/task/{Uri.EscapeDataString((string)task["id"]!)}");
    }

    private async Task<List<JsonNode>> Tasks(string user, string instance)
    {
        await Task.Delay(400); // what follows a decision runs beside its answer
        return [.. (await city.Cases.Get(user, "tasks?size=100"))["items"]!.AsArray().Select(task => task!).Where(task => (string)task["caseId"]! == instance)];
    }

    private static JsonObject Document() => OwnFlow.Document(
        Id, "办理人规则示例", new JsonArray(Variable("initiator", "String"), Variable("head", "String")), begins: true,
        ForPeople("draft", "起草", ("unit", Literal("D1")), ("role", Literal("BM-JB")), ("outcomes", new JsonArray("Submit")), ("actor", Into("initiator"))),
        ForPeople("own", "本人审核", ("persons", Script("[variables.initiator]")), ("initiator", Script("variables.initiator")), ("ifInitiator", Literal("Fallback")), ("fallback", Literal(Head)), ("outcomes", Allowed), ("actor", Into("head"))),
        ForPeople("empty", "无人审核", ("persons", Literal(new JsonArray())), ("ifNobody", Literal("Approve")), ("outcomes", Allowed)),
        ForPeople("again", "再次审核", ("persons", Script("[variables.head]")), ("skip", Literal("Earlier")), ("outcomes", Allowed)),
        ForPeople("late", "限时复核", ("unit", Literal("D1")), ("role", Literal("BM-JB")), ("due", Literal("2020-07-01T17:00:00+08:00")), ("onExpiry", Literal("Fallback")), ("fallback", Literal(Head)), ("outcomes", Allowed)));

    private static JsonObject Head => new() { ["unit"] = "D1", ["role"] = "BM-FZ" };
}
