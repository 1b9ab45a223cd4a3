using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>What people do at a step beside moving the flow: ask, answer, show it to others, use their phrases.</summary>
public sealed class TalkInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_question_is_answered_a_copy_is_read_and_the_path_of_the_case_tells_it()
    {
        var of = await (await city.Cases.Take()).Submitted();
        await of.Decide(of.Head, "InternalApproval", "Approve");
        var office = await At("bb.jb");
        await office.OpenForm(of);
        await office.Page.GetByTestId("ask").ClickAsync();
        await Choose(office.Page, "ask-persons", "市财政局");
        await office.Page.GetByTestId("ask-text").FillAsync("所需经费是否已列入预算？");
        await office.Page.GetByTestId("send-question").ClickAsync();
        await office.Page.GetByTestId("open-questions").GetByText("尚有 1 个提问未答复").WaitForAsync();

        var finance = await At("cz.fz", 390);
        await finance.Page.GotoAsync("/notices");
        await finance.Page.Locator(".notices li", new() { HasText = "向您提问" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await finance.Page.GetByText("所需经费是否已列入预算？").First.WaitForAsync();
        (await finance.Page.Locator("[data-testid^=outcome-]").CountAsync()).ShouldBe(0, "who is asked decides nothing");
        await finance.Fits();
        await finance.Page.GotoAsync("/talk");
        await finance.Page.GetByTestId("answer-text").FillAsync("已列入。");
        await finance.Page.GetByTestId("send-answer").ClickAsync();
        await finance.Page.GetByTestId("correct-answer").WaitForAsync();
        await finance.Fits();

        await office.Page.GetByText("已列入。").First.WaitForAsync();
        await office.Page.GetByTestId("open-questions").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await office.Page.GetByTestId("send-copies").ClickAsync();
        await Choose(office.Page, "copy-persons", "市司法局");
        await office.Page.GetByTestId("copy-remark").FillAsync("请阅知。");
        await office.Page.GetByTestId("confirm-copies").ClickAsync();
        await office.Page.GetByText("已传阅给 1 人").WaitForAsync();

        var legal = await At("sf.fz", 390);
        await legal.Page.GotoAsync("/copies");
        await legal.Page.Locator(".notices li.unread a").First.ClickAsync();
        await legal.Page.GetByTestId("copy-opinion").WaitForAsync();
        await legal.Page.GetByTestId("phrases").ClickAsync();
        await legal.Page.GetByRole(AriaRole.Menuitem, new() { Name = "已阅。" }).ClickAsync();
        await legal.Page.GetByTestId("save-opinion").ClickAsync();
        await legal.Page.GetByText("已保存").WaitForAsync();
        await legal.Fits();
        await legal.Page.GetByTestId("open-flow").ClickAsync();
        await legal.Page.GetByTestId("tab-manuscript").WaitForAsync();

        await office.Page.GotoAsync("/copies?view=sent");
        await office.Page.Locator(".notices li a").First.ClickAsync();
        await office.Page.Locator(".receipts").GetByText("已阅。").WaitForAsync();
        await office.Open(of);
        await office.Page.GetByTestId("tab-timeline").ClickAsync();
        var path = office.Page.Locator(".timeline");
        await path.GetByText("所需经费是否已列入预算？").First.WaitForAsync();
        await path.GetByText("已列入。").First.WaitForAsync();
        await path.GetByText("传阅给").First.WaitForAsync();
    }

    [Fact]
    public async Task A_phrase_of_ones_own_goes_where_the_cursor_is()
    {
        var of = await (await city.Cases.Take()).Submitted();
        var head = await At(of.Head);
        await head.Page.GotoAsync("/settings");
        await head.Page.GetByTestId("add-phrase").ClickAsync();
        await head.Page.Locator("[data-testid^=phrase-]").Last.FillAsync("请按程序报送。");
        await head.Page.GetByTestId("save-phrases").ClickAsync();
        await head.Page.GetByText("已保存").WaitForAsync();

        await head.OpenForm(of);
        var comment = head.Page.GetByTestId("field-comment");
        await comment.FillAsync("同意。");
        await comment.PressAsync("Home");
        await head.Page.GetByTestId("phrases").First.ClickAsync();
        await head.Page.GetByRole(AriaRole.Menuitem, new() { Name = "请按程序报送。" }).First.ClickAsync();

        (await comment.InputValueAsync()).ShouldBe("请按程序报送。同意。");
        await head.Stored();
        await head.Decide("Approve");
    }

    private static async Task Choose(IPage page, string field, string unit)
    {
        await page.GetByTestId(field).Locator("input").FillAsync(unit);
        await page.Locator(".ant-select-item-option", new() { HasText = unit }).First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
