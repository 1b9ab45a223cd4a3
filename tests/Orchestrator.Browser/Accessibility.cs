using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>axe-core looks at every page and every form of the demonstration, on an office screen and on a phone.</summary>
public sealed class Accessibility(DemoCity city, Chromium chromium)
{
    // The demonstration's own: other tests decide what is open in theirs.
    private const string Campaign = "jdgg2020";

    private static readonly string[] InstanceTabs = ["now", "variables", "history", "diagram"];

    private static readonly string[] CaseTabs = ["manuscript", "opinions", "adoption", "compare", "timeline", "diagram"];

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_page_before_the_workbench_has_no_serious_finding(int width)
    {
        var page = await chromium.Open(city.Host.Address, width);
        await page.GotoAsync("/");
        await page.Locator("input[type=password]").WaitForAsync();
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator(".ant-form-item-explain-error").First.WaitForAsync();

        (await Findings(page, "sign-in")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zb")]
    [InlineData("sa")]
    [InlineData("au")]
    public async Task No_page_has_a_serious_finding(string userName)
    {
        var person = await Person.SignIn(chromium, city.Host.Address, userName);
        var found = new List<string>();
        foreach (var address in await Pages(person.Page, userName))
        {
            await person.Page.GotoAsync(address);
            found.AddRange(await FindingsAtBothWidths(person.Page, address));
        }

        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("d1.jb")]
    [InlineData("d2.jb")]
    [InlineData("d1.fz")]
    [InlineData("bb.jb")]
    [InlineData("bb.sh")]
    [InlineData("bb.zr")]
    [InlineData("cz.jb")]
    [InlineData("sf.fz")]
    [InlineData("wb.ms")]
    [InlineData("wb")]
    public async Task No_form_has_a_serious_finding(string userName)
    {
        var person = await Person.SignIn(chromium, city.Host.Address, userName);
        var found = new List<string>();
        foreach (var address in await Forms(person.Page))
        {
            await person.Page.GotoAsync(address);
            await person.Page.GetByTestId("task-panel").WaitForAsync();
            found.AddRange(await FindingsAtBothWidths(person.Page, address));
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_focus_returns_to_what_opened_a_window()
    {
        var person = await Person.SignIn(chromium, city.Host.Address, "zb");
        await person.Page.GotoAsync("/");
        var opener = person.Page.GetByTestId("advance-clock");
        // The first page takes the focus when it comes, after the bar above it.
        await person.Page.Locator("main h1").First.WaitForAsync();
        await person.Page.WaitForFunctionAsync("() => location.pathname !== '/'");
        await opener.PressAsync("Enter");
        await person.Page.WaitForFunctionAsync("() => document.activeElement?.closest('[role=dialog]')");
        await person.Page.Keyboard.PressAsync("Escape");

        await person.Page.WaitForFunctionAsync("() => document.activeElement?.getAttribute('data-testid') === 'advance-clock'");
    }

    [Fact]
    public async Task The_strip_of_the_demonstration_stays_in_sight_on_a_phone()
    {
        var person = await Person.SignIn(chromium, city.Host.Address, "zb", 390);
        await person.Page.GotoAsync("/tasks/done");
        await person.Page.Locator("a.card").First.WaitForAsync();
        await person.Page.WaitForFunctionAsync("() => { window.scrollTo(0, document.body.scrollHeight); return window.scrollY > 0; }");

        var strip = (await person.Page.Locator(".demo-strip").BoundingBoxAsync())!;
        strip.Y.ShouldBe(0);
        strip.Height.ShouldBeLessThan(32);
    }

    private static async Task<IReadOnlyList<string>> Pages(IPage page, string userName)
    {
        switch (userName)
        {
            case "sa":
                var instance = (await Ask(page, "instances?running=true&size=1")).GetProperty("items")[0].GetProperty("id").GetString()!;
                return
                [
                    "/admin/accounts", "/admin/units", "/admin/definitions", "/admin/instances", "/admin/incidents", "/admin/system", "/admin/system?tab=jobs", "/admin/dead-letters", "/admin/timers", "/admin/outbox", "/admin/deliveries", "/admin/batches",
                    "/admin/migrations", "/admin/schedules", .. InstanceTabs.Select(tab => $"/admin/instances/{Uri.EscapeDataString(instance)}?tab={tab}"), "/nowhere",
                ];
            case "au":
                return ["/admin/audit", "/admin/instances"];
            default:
                var board = await Ask(page, $"campaigns/{Campaign}/board");
                var reviewed = board.GetProperty("cells").EnumerateArray().First(cell => cell.GetProperty("round").GetInt32() == 2).GetProperty("caseId").GetString()!;
                return
                [
                    "/tasks/todo", "/tasks/done", "/tasks/initiated", "/tasks/todo?q=没有这一件", "/campaigns", $"/campaigns/{Campaign}", "/campaigns/new", "/extensions",
                    "/notices", "/notices/settings", "/password", .. CaseTabs.Select(tab => $"/cases/{Uri.EscapeDataString(reviewed)}?tab={tab}"),
                ];
        }
    }

    // One open task of every step that waits for this person.
    private static async Task<IReadOnlyList<string>> Forms(IPage page) =>
    [
        .. (await Ask(page, $"tasks?view=todo&size=200&campaignId={Campaign}")).GetProperty("items").EnumerateArray()
            .Where(task => task.GetProperty("step").GetString() is not ("Template" or "TemplateCutOff"))
            .GroupBy(task => task.GetProperty("step").GetString())
            .Select(step => $"/cases/{Uri.EscapeDataString(step.First().GetProperty("caseId").GetString()!)}?task={step.First().GetProperty("id").GetString()}"),
    ];

    private static async Task<JsonElement> Ask(IPage page, string path)
    {
        var answer = await page.APIRequest.GetAsync($"/api/v1/{path}");
        return JsonDocument.Parse(await answer.BodyAsync()).RootElement;
    }

    // The window of an office screen, then the same page in the window of a phone: what is drawn differently is drawn anew.
    private static async Task<IReadOnlyList<string>> FindingsAtBothWidths(IPage page, string where)
    {
        await page.SetViewportSizeAsync(1440, 900);
        var wide = await Findings(page, $"{where} 1440");
        await page.SetViewportSizeAsync(390, 844);
        return [.. wide, .. await Findings(page, $"{where} 390")];
    }

    private static async Task<IReadOnlyList<string>> Findings(IPage page, string where)
    {
        await page.Locator("h1").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('.loading') && document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity)");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(await File.ReadAllTextAsync(Axe()));
        }

        var found = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter((one) => one.impact === 'serious' || one.impact === 'critical')
              .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
            """);
        return [.. found.Select(one => $"{where}: {one}")];
    }

    private static string Axe([CallerFilePath] string here = "")
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/web/node_modules/axe-core/axe.min.js"));
        return File.Exists(source) ? source : throw new InvalidOperationException("axe-core is missing; run npm ci in src/web");
    }
}
