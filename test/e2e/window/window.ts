import type { Locator, Page } from '@playwright/test';
import { createAddProject, type AddProject } from './add-project.ts';
import { createForm, type Form } from './form.ts';
import { createMethods, type Methods } from './methods.ts';
import { createProjects, type Projects } from './projects.ts';
import { createRequest, type RequestViews } from './request.ts';
import { createResponse, type ResponseViews } from './response.ts';

/** The window by areas, each found by role and name as a screen reader finds it. */
export interface PlaygroundWindow {
  readonly projects: Projects;
  readonly addProject: AddProject;
  readonly methods: Methods;
  readonly form: Form;
  readonly request: RequestViews;
  readonly response: ResponseViews;
  /** Sentences about what just happened. */
  readonly notices: Locator;
}

export function createWindow(page: Page): PlaygroundWindow {
  return {
    projects: createProjects(page),
    addProject: createAddProject(page),
    methods: createMethods(page),
    form: createForm(page),
    request: createRequest(page),
    response: createResponse(page),
    notices: page.getByRole('log', { name: 'Notices' }),
  };
}
