using Microsoft.Net.Http.Headers;

namespace Orchestrator.Host.Edge;

/// <summary>The browser client. Files with a hash in their name are kept by browsers for a year; the page itself is asked for every time.</summary>
public static class ClientFiles
{
    public static void UseClientFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers[HeaderNames.CacheControl] =
            file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
    });

    /// <summary>Every address that no endpoint answers and that is no file and no API belongs to the client's own routing.</summary>
    public static void UseClientPages(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint() is not null || !IsPage(context.Request))
        {
            await next(context);
            return;
        }

        var page = app.Environment.WebRootFileProvider.GetFileInfo("index.html");
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = page.Exists ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        await (page.Exists ? context.Response.SendFileAsync(page, context.RequestAborted) : context.Response.WriteAsync("网页客户端尚未构建；接口可用。", context.RequestAborted));
    });

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !Path.HasExtension(request.Path.Value)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
