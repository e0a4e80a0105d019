// What a span refers to, in the shapes of the API.
import type { ApiAttribute, ApiResource, ApiScope } from '@spanloom/api-schema';
import { type Attributes, type Resource, type Scope, serviceOf, valueText } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';
import { serviceRef } from './service-colors.ts';

export function apiAttributes(attributes: Attributes): ApiAttribute[] {
  return attributes.map(({ key, value }) => ({ key, type: value.kind, text: valueText(value) }));
}

export function apiResource(resource: Resource, colors: ServiceSlots): ApiResource {
  return {
    service: serviceRef(serviceOf(resource), colors),
    attributes: apiAttributes(resource.attributes),
    droppedAttributesCount: resource.droppedAttributesCount,
    schemaUrl: resource.schemaUrl,
  };
}

export function apiScope(scope: Scope): ApiScope {
  return {
    name: scope.name,
    version: scope.version,
    attributes: apiAttributes(scope.attributes),
    droppedAttributesCount: scope.droppedAttributesCount,
    schemaUrl: scope.schemaUrl,
  };
}
