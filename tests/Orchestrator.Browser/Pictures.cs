using Microsoft.Playwright;

namespace Orchestrator.Browser;

/// <summary>Keeps pictures of pages when ORCHESTRATOR_PICTURES names a folder; the documentation shows the real product.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ORCHESTRATOR_PICTURES");

    public static async Task Keep(IPage page, string name)
    {
        if (string.IsNullOrEmpty(Folder))
        {
            return;
        }

        await page.WaitForFunctionAsync("() => !document.querySelector('main .loading')");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(390, 844);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-narrow.png"), Animations = ScreenshotAnimations.Disabled });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
