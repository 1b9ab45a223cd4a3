using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Runtime;

/// <summary>How a task stands to its deadline, one word of those that lists show; for the description of the API.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DueStatesAttribute() : AllowedValuesAttribute("none", "ok", "soon", "overdue", "held");
