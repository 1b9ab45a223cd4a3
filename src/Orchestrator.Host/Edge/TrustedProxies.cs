using Microsoft.AspNetCore.HttpOverrides;
using Orchestrator.Host.CommandLine;

namespace Orchestrator.Host.Edge;

/// <summary>Whom this process believes where a request came from. Limits and the audit go by that address, so nobody else
/// may say it: the machine itself, and the networks of <c>ORCHESTRATOR_PROXIES</c> (<c>10.0.0.0/24;fd00::/8</c>).</summary>
internal static class TrustedProxies
{
    private const string Variable = "ORCHESTRATOR_PROXIES";

    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        System.Net.IPNetwork[] networks =
        [
            .. (configuration[Variable] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text =>
                System.Net.IPNetwork.TryParse(text, out var network) ? network : throw new UsageException($"环境变量 {Variable} 中的“{text}”不是有效的网段，例如 10.0.0.0/24。")),
        ];
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in networks)
            {
                o.KnownIPNetworks.Add(network);
            }

            // The door, and a proxy with the certificate in front of it.
            o.ForwardLimit = networks.Length > 0 ? 2 : 1;
        });
    }
}
