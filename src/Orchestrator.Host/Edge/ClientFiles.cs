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

    /// <summary>Every address that is no file and no API belongs to the client's own routing.</summary>
    public static void MapClientPages(this WebApplication app) => app.MapFallback(async context =>
    {
        var page = app.Environment.WebRootFileProvider.GetFileInfo("index.html");
        var path = context.Request.Path;
        if (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) || Path.HasExtension(path.Value)
            || path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (page.Exists)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(page, context.RequestAborted);
        }
        else
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("网页客户端尚未构建；接口可用。", context.RequestAborted);
        }
    }).AllowAnonymous().ExcludeFromDescription();
}
