using Orchestrator.Host.Identity;

namespace Orchestrator.Host;

/// <summary>Whose system this is, as every screen shows it.</summary>
/// <param name="Name">From the configuration <c>City:Name</c>.</param>
/// <param name="Demo">The state of the demonstration; gives null in real use.</param>
public sealed record CityProfile(string Name, Func<DemoDocument?> Demo);
