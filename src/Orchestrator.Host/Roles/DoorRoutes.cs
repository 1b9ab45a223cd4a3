using System.Globalization;
using Orchestrator.Host.Edge;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Orchestrator.Host.Roles;

/// <summary>Whose a path is.</summary>
public static class DoorRoutes
{
    private static readonly (HostRole Role, string Pattern)[] Paths =
    [
        (HostRole.Submission, "/cases/{id}/draft/{**rest}"),
        (HostRole.Submission, "/cases/{id}/versions/{**rest}"),
        (HostRole.Submission, "/cases/{id}/compare"),
        (HostRole.Submission, "/cases/{id}/attachments"),
        (HostRole.Submission, "/attachments/{**rest}"),
        (HostRole.Submission, "/matters/{id}/attachments/{**rest}"),
        (HostRole.Organization, "/organization/{**rest}"),
        (HostRole.Finance, "/finance/{**rest}"),
        (HostRole.HumanResources, "/human-resources/{**rest}"),
    ];

    /// <summary>The paths of a service below <see cref="AccessGate.Root"/>; what is nobody else's is the office's.</summary>
    public static IEnumerable<string> Of(HostRole role) => Paths.Where(path => path.Role == role).Select(path => AccessGate.Root + path.Pattern);

    internal static IReadOnlyList<RouteConfig> Routes { get; } =
    [
        .. Paths.Select((path, n) => Route($"{HostRoles.NameOf(path.Role)}-{n}", path.Role, AccessGate.Root + path.Pattern, order: 0)),
        .. HostRoles.Services.Where(role => !role.KnowsPeople()).Select(Inside),
        Route("office", HostRole.Office, "/{**rest}", order: 1),
    ];

    internal static IReadOnlyList<ClusterConfig> Clusters(Neighbours neighbours) => [.. HostRoles.Services.Select(role => Cluster(role, neighbours))];

    // The same paths mean the database of whoever answers: an operator says by the path whom he asks.
    private static RouteConfig Inside(HostRole role)
    {
        var name = HostRoles.NameOf(role);
        return Route($"{name}-inside", role, $"{AccessGate.Root}/services/{name}/{{**rest}}", order: 0) with
        {
            Transforms = [new Dictionary<string, string> { ["RequestHeaderOriginalHost"] = "true" }, new Dictionary<string, string> { ["PathPattern"] = AccessGate.Root + "/{**rest}" }],
        };
    }

    private static RouteConfig Route(string id, HostRole role, string path, int order) => new()
    {
        RouteId = id,
        ClusterId = HostRoles.NameOf(role),
        Match = new() { Path = path },
        Order = order,
        Transforms = [new Dictionary<string, string> { ["RequestHeaderOriginalHost"] = "true" }],
    };

    private static ClusterConfig Cluster(HostRole role, Neighbours neighbours)
    {
        // What does not run apart runs with the office.
        var addresses = neighbours.Of(role) is { Count: > 0 } own ? own : neighbours.Of(HostRole.Office);
        return new()
        {
            ClusterId = HostRoles.NameOf(role),
            LoadBalancingPolicy = LoadBalancingPolicies.LeastRequests,
            Destinations = addresses.Select((address, n) => (Key: n.ToString(CultureInfo.InvariantCulture), address)).ToDictionary(
                pair => pair.Key, pair => new DestinationConfig { Address = pair.address.ToString() }),
            HttpClient = new() { MaxConnectionsPerServer = null },
            HttpRequest = new() { ActivityTimeout = TimeSpan.FromSeconds(100) },
            HealthCheck = new()
            {
                Active = new()
                {
                    Enabled = true, Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(3),
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures, Path = "/health/ready",
                },
            },
            Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        };
    }
}
