using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>
/// What people do with their tasks beside deciding them, on the pages of a matter that five units and three offices decide in
/// two levels of branches: each deed says what it does before it is done.
/// </summary>
public sealed class DeedsInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_review_goes_straight_back_to_the_initiator_and_on_to_whoever_asked()
    {
        var matter = await Countersigned("直达退回的会签");
        var signer = await At("d2.fz", matter);
        await Deed(signer, "return");
        await signer.Page.GetByTestId("return-to").ClickAsync();
        await signer.Page.Locator(".ant-select-item-option").Filter(new() { HasText = "起草" }).ClickAsync();
        await signer.Page.GetByTestId("effect").WaitForAsync();
        var plan = await signer.Page.GetByTestId("effect").InnerTextAsync();
        plan.ShouldContain("将等待");
        plan.ShouldContain("起草");
        plan.ShouldContain("葛羽翔", Case.Sensitive, "people are named, not their ids");
        await Pictures.Keep(signer.Page, "return-preview");
        await Confirm(signer, "按预览退回", expected: false);
        await signer.Page.GetByText("必填").First.WaitForAsync();
        await signer.Page.GetByTestId("reason").FillAsync("第三条缺少依据，请补充。");
        await Confirm(signer, "按预览退回", twice: true);
        await signer.Page.GetByTestId("task-done").GetByText("已退回").WaitForAsync();
        (await Open("d3.fz", matter)).ShouldBeEmpty("the others wait for the correction");

        var initiator = await At("d1.jb", matter);
        await initiator.Page.GetByTestId("field-text").FillAsync("已补充依据的正文。");
        await initiator.Stored();
        await initiator.Reload();
        (await initiator.Page.GetByTestId("field-text").InputValueAsync()).ShouldBe("已补充依据的正文。");
        await initiator.Decide("Submit");

        (await Open("d2.fz", matter)).Count.ShouldBe(1, "straight back to whoever asked");
        (await Open("d3.fz", matter)).Count.ShouldBe(1);
        (await Open("d1.fz", matter)).ShouldBeEmpty("the head is not asked again");
        await signer.Page.ReloadAsync();
        await signer.Page.GetByText("已补充依据的正文。").First.WaitForAsync();
        await signer.Decide("Approve");
        await signer.Page.GetByTestId("tab-path").ClickAsync();
        await signer.Page.GetByText("第三条缺少依据，请补充。").First.WaitForAsync();
        await signer.Fits();
    }

    [Fact]
    public async Task Signers_are_added_seen_and_taken_off_again_on_a_phone_too()
    {
        var matter = await Countersigned("加签的会签");
        var holder = await At("sf.fz", matter, 390);
        await Deed(holder, "addSigners");
        await holder.Page.GetByTestId("kind-Parallel").ClickAsync();
        await Choose(holder.Page, "市财政局", "孔丽水", many: true);
        await Choose(holder.Page, "市人社局", "华昆冈", many: true);
        await holder.Page.GetByTestId("reason").FillAsync("请一并把关");
        await holder.Fits();
        await Confirm(holder, "加签");
        var seats = holder.Page.GetByTestId("seats");
        await seats.GetByText("孔丽水").First.WaitForAsync();
        (await seats.GetByTestId("seat").CountAsync()).ShouldBe(3);

        var added = await At("cz.jb", matter);
        await added.Page.GetByTestId("field-comment").FillAsync("经费可以保障。");
        await added.Decide("Approve");
        await holder.Page.ReloadAsync();
        await seats.GetByTestId("deed-removeSigner").ClickAsync();
        await holder.Page.GetByTestId("reason").FillAsync("不再需要");
        await Confirm(holder, "减签");
        await seats.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await Open("rs.jb", matter)).ShouldBeEmpty();
        await holder.Fits();
        await holder.Page.GetByTestId("field-opinion").FillAsync("内容合法。");
        await holder.Decide("Approve");
    }

    [Fact]
    public async Task A_task_is_taken_passed_on_asked_about_and_a_decision_called_back()
    {
        var matter = await Countersigned("转办和委派的会签");
        var first = await At("d4.fz", matter);
        var other = await At("d4.fz", matter);
        await first.Page.GetByTestId("deed-claim").ClickAsync();
        await Confirm(first, "领取");
        await Menu(first, "unclaim");
        // The other window says that the task has changed, and goes on with it as it is now.
        await other.Page.GetByTestId("accept-latest").ClickAsync();
        await Menu(other, "unclaim");

        await Deed(first, "delegate");
        await Choose(first.Page, "青屿区", "鲁鸟官");
        await first.Page.GetByTestId("reason").FillAsync("请先提出初步意见");
        await Confirm(first, "委派");
        await first.Page.GetByTestId("task-done").GetByText("已委派").WaitForAsync();
        var asked = await At("d4.jb", matter);
        await asked.Page.GetByTestId("outcome-Approve").GetByText("答复").WaitForAsync();
        await asked.Page.GetByTestId("outcome-Approve").ClickAsync();
        await asked.Page.Locator(".has-problem").First.WaitForAsync();
        await asked.Page.GetByTestId("field-comment").FillAsync("拟同意。");
        await asked.Decide("Approve");

        first = await At("d4.fz", matter);
        var task = (await Open("d4.fz", matter)).Single();
        await first.Decide("Approve");
        await first.Page.GotoAsync($"/matters/{matter}?task={Uri.EscapeDataString(task)}");
        await first.Page.GetByTestId("deed-takeBack").ClickAsync();
        await first.Page.GetByTestId("effect").WaitForAsync();
        await first.Page.GetByTestId("reason").FillAsync("需要再核实");
        await Confirm(first, "拿回", twice: true);
        (await Open("d4.fz", matter)).Count.ShouldBe(1);

        // What a unit decides stays with its heads: here there is no other.
        var transferring = await At("d5.fz", matter);
        await Deed(transferring, "transfer");
        (await transferring.Page.GetByTestId("people-unit").InnerTextAsync()).ShouldContain("临渡区");
        await transferring.Page.GetByTestId("people").ClickAsync();
        await transferring.Page.GetByText("临渡区没有其他“负责人”").WaitForAsync();
        (await Open("d5.fz", matter)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_initiator_withdraws_whoever_has_decided_meanwhile()
    {
        var matter = await Countersigned("撤回的会签");
        var draft = (await city.Cases.Get("d1.jb", "tasks?view=done"))["items"]!.AsArray().First(task => (string)task!["caseId"]! == matter && (string)task["step"]! == "MatterDraft")!;
        var initiator = await Person.SignIn(chromium, city.Host.Address, "d1.jb");
        await initiator.Page.GotoAsync($"/matters/{matter}?task={Uri.EscapeDataString((string)draft["id"]!)}");
        await initiator.Page.GetByTestId("deed-withdraw").ClickAsync();
        var effect = initiator.Page.GetByTestId("effect");
        await effect.WaitForAsync();
        var losing = await effect.InnerTextAsync();
        foreach (var unit in (string[])["望楚区", "麓川区", "青屿区", "临渡区", "柘林区", "市委编办", "市财政局", "市人社局", "市司法局"])
        {
            losing.ShouldContain(unit);
        }

        await initiator.Page.GetByTestId("reason").FillAsync("口径有变化");
        await Confirm(initiator, "撤回");

        (await Open("sf.fz", matter)).ShouldBeEmpty();
        (await Open("d1.jb", matter)).Count.ShouldBe(1);

        // The draft is a person's, who passes it on to whom he wants.
        initiator = await At("d1.jb", matter);
        await Deed(initiator, "transfer");
        await Choose(initiator.Page, "澄湖区", "柳衣裳");
        await initiator.Page.GetByTestId("reason").FillAsync("请负责人修改");
        await Confirm(initiator, "转办", twice: true);
        (await Open("d1.jb", matter)).ShouldBeEmpty();
        (await Open("d1.fz", matter)).Count.ShouldBe(1);
    }

    // Begun and reviewed by the head over the API: five units, three offices and the legal review are asked.
    private async Task<string> Countersigned(string title)
    {
        var started = await city.Cases.Post("d1.jb", "matters", new
        {
            commandId = Guid.NewGuid().ToString("N"),
            title,
            kind = "Document",
            text = "会签正文。",
            mode = "All",
            days = 5,
            reviewers = Enumerable.Range(2, 5).Select(n => new { unitId = $"D{n}", weight = 1, veto = false }),
        });
        var matter = (string)started["id"]!;
        var head = (await city.Cases.Get("d1.fz", "tasks"))["items"]!.AsArray().Single(task => (string)task!["caseId"]! == matter)!;
        await city.Cases.Post("d1.fz", $"tasks/{Uri.EscapeDataString((string)head["id"]!)}/complete", new
        {
            commandId = Guid.NewGuid().ToString("N"),
            revision = (int)head["revision"]!,
            outcome = "Approve",
            data = new { opinion = "同意送会签" },
        });
        return matter;
    }

    private async Task<Person> At(string user, string matter, int width = 1440)
    {
        var person = await Person.SignIn(chromium, city.Host.Address, user, width);
        await person.Page.GotoAsync($"/matters/{matter}");
        await person.Page.GetByTestId("save-state").WaitForAsync();
        return person;
    }

    private async Task<List<string>> Open(string user, string matter) =>
        [.. (await city.Cases.Get(user, "tasks?size=200"))["items"]!.AsArray().Where(task => (string)task!["caseId"]! == matter).Select(task => (string)task!["id"]!)];

    private static async Task Menu(Person person, string deed)
    {
        await person.Page.GetByTestId("deeds").ClickAsync();
        await person.Page.GetByTestId($"deed-{deed}").WaitForAsync();
        await person.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task Deed(Person person, string deed)
    {
        await person.Page.GetByTestId("deeds").ClickAsync();
        await person.Page.GetByTestId($"deed-{deed}").ClickAsync();
        await person.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    // Where several can be chosen the list stays open after a choice.
    private static async Task Choose(IPage page, string unit, string name, bool many = false)
    {
        await page.GetByTestId("people-unit").ClickAsync();
        await page.GetByTestId("people-unit").Locator("input").FillAsync(unit);
        var offered = page.Locator(".ant-select-dropdown:visible .ant-select-item-option");
        await offered.Filter(new() { HasText = unit }).First.ClickAsync();
        await page.GetByTestId("people").ClickAsync();
        await offered.Filter(new() { HasText = name }).First.ClickAsync();
        if (many)
        {
            await page.Keyboard.PressAsync("Escape");
        }
    }

    private static async Task Confirm(Person person, string button, bool twice = false, bool expected = true)
    {
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        var confirm = dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await (twice ? confirm.DblClickAsync() : confirm.ClickAsync());
        if (expected)
        {
            await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        }
    }
}
