using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>Somebody uploads a signature image, decides, and finds it in the path and on paper; what is removed stays where it was given.</summary>
public sealed class SigningInTheBrowser(DemoCity city, Chromium chromium)
{
    private const string Drawn = """
        () => {
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [480, 160];
          const pen = canvas.getContext('2d');
          [pen.lineWidth, pen.strokeStyle] = [6, '#123'];
          pen.moveTo(20, 120); pen.bezierCurveTo(120, -40, 180, 260, 300, 60); pen.lineTo(460, 100); pen.stroke();
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_signature_stands_beside_what_was_decided_with_it(int width)
    {
        var of = await (await city.Cases.Take()).Submitted();
        var head = await Person.SignIn(chromium, city.Host.Address, of.Head, width);
        await head.Page.GotoAsync("/settings");
        await Choose(head, "签名.png", "这不是图片"u8.ToArray());
        await head.Page.GetByText("只接受 PNG 或 JPEG 图片").WaitForAsync();
        await Choose(head, "签名.png", Convert.FromBase64String(await head.Page.EvaluateAsync<string>(Drawn)));
        await Shown(head.Page.GetByTestId("my-signature"));
        await head.Fits();

        await head.OpenForm(of);
        await head.Decide("Approve");

        var path = $"/cases/{of.Id}?tab=timeline";
        await head.Page.GotoAsync(path);
        await Shown(head.Page.GetByTestId("signature"));
        await head.Fits();
        await head.Page.GotoAsync($"/api/v1/cases/{of.Id}/approval-form.html");
        var printed = head.Page.Locator("svg.signature");
        (await printed.CountAsync()).ShouldBe(1);
        (await printed.BoundingBoxAsync())!.Width.ShouldBeGreaterThan(60);

        await head.Page.GotoAsync("/settings");
        await head.Page.GetByTestId("remove-signature").ClickAsync();
        await head.Page.Locator(".ant-popconfirm .ant-btn-dangerous").ClickAsync();
        await head.Page.GetByTestId("no-signature").WaitForAsync();
        await head.Page.GotoAsync(path);
        await Shown(head.Page.GetByTestId("signature"));
    }

    private static Task Choose(Person person, string name, byte[] content) =>
        person.Page.GetByTestId("signature-input").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = content });

    private static async Task Shown(ILocator image)
    {
        await image.ScrollIntoViewIfNeededAsync();
        (await image.EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }")).ShouldBe(480);
    }
}
