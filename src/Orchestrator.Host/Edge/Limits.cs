using System.Globalization;
using System.Threading.RateLimiting;
using Orchestrator.Host.Identity;

namespace Orchestrator.Host.Edge;

/// <summary>How much one address, and everybody together, may ask for at once. Beyond that the answer is a fast 429.</summary>
public static class Limits
{
    public const string SignIn = "sign-in";

    /// <summary>Bodies of the API other than uploads.</summary>
    public const long MaxBody = 4 * 1024 * 1024;

    public static void AddLimits(this IServiceCollection services, IdentitySettings identity, LimitSettings limits) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(SignIn, context => HttpMethods.IsGet(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new() { PermitLimit = identity.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments(AccessGate.Root, StringComparison.OrdinalIgnoreCase) && !context.Request.Path.Equals(AccessGate.Root + "/events", StringComparison.OrdinalIgnoreCase)
                ? RateLimitPartition.GetConcurrencyLimiter("api", _ => new() { PermitLimit = limits.RequestsAtOnce, QueueLimit = limits.RequestsWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
                : RateLimitPartition.GetNoLimiter(""));
        limiter.OnRejected = async (rejected, ct) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await ProblemDocument.Make(429, "too-many", "请求过于频繁，请稍后再试。").WriteTo(rejected.HttpContext);
        };
    });
}

/// <summary>Configuration section <c>Limits</c>.</summary>
public sealed class LimitSettings
{
    /// <summary>Requests of the API that are worked on at once, of everybody together.</summary>
    public int RequestsAtOnce { get; init; } = 128;

    /// <summary>Requests that may wait for that; what comes on top gets 429.</summary>
    public int RequestsWaiting { get; init; } = 512;
}
