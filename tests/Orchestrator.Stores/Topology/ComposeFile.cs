using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Orchestrator.Stores.Topology;

/// <summary>A container as <c>docker-compose.yml</c> describes it.</summary>
/// <param name="Ours">Built from this repository; the others are bought-in images.</param>
/// <param name="Command">Arguments for the program.</param>
/// <param name="Volumes">Name of the volume by the folder where the container sees it.</param>
internal sealed record ComposeService(
    string Name, bool Ours, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, IReadOnlyDictionary<string, string> Volumes, IReadOnlyList<string> DependsOn,
    string? HealthTest);

/// <summary>The compose file at the top of the repository, read as Compose reads it: anchors, merges and variables.</summary>
internal sealed partial class ComposeFile
{
    private ComposeFile(IReadOnlyDictionary<string, ComposeService> services, string databases, string text) => (Services, Databases, Text) = (services, databases, text);

    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    /// <summary>The script that makes the databases.</summary>
    public string Databases { get; }

    public string Text { get; }

    /// <param name="variables">What <c>.env</c> would say. A variable that the file insists on and that is not among them is a failure.</param>
    public static ComposeFile Read(IReadOnlyDictionary<string, string> variables)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "docker-compose.yml"));
        using var reader = new StringReader(text);
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(new MergingParser(new Parser(reader)));
        string Fill(object? value) => Interpolate(value?.ToString() ?? "", variables);
        var services = Map(root["services"]).Select(pair => Service(pair.Key, Map(pair.Value), Fill));
        return new(services.ToDictionary(service => service.Name), Fill(Map(Map(root["configs"])["databases"])["content"]), text);
    }

    private static ComposeService Service(string name, Dictionary<string, object?> service, Func<object?, string> fill) => new(
        name, service.ContainsKey("build"), [.. List(service.GetValueOrDefault("command")).Select(fill)],
        Map(service.GetValueOrDefault("environment")).ToDictionary(pair => pair.Key, pair => fill(pair.Value)),
        List(service.GetValueOrDefault("volumes")).Select(volume => fill(volume).Split(':')).ToDictionary(parts => parts[1], parts => parts[0]),
        [.. Map(service.GetValueOrDefault("depends_on")).Keys], service.TryGetValue("healthcheck", out var check) ? fill(List(Map(check)["test"])[1]) : null);

    private static Dictionary<string, object?> Map(object? value) =>
        (value as Dictionary<object, object?>)?.ToDictionary(pair => (string)pair.Key, pair => pair.Value) ?? [];

    private static List<object?> List(object? value) => value as List<object?> ?? [];

    private static string Interpolate(string text, IReadOnlyDictionary<string, string> variables) => Variable().Replace(text, match => match.Value switch
    {
        "$$" => "$",
        _ => variables.GetValueOrDefault(match.Groups["name"].Value) ?? throw new InvalidOperationException($"docker-compose.yml wants {match.Groups["name"].Value}."),
    });

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Z_]+)(:\?[^}]*)?\}")]
    private static partial Regex Variable();
}
