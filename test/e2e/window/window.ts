import { expect, type Locator, type Page } from '@playwright/test';
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
  /** Stands in the status bar once the project is read, after which the form has its last height. */
  readonly projectRead: Locator;
  /** Sentences about what just happened. */
  readonly notices: Locator;
  readonly chooseTheme: (theme: 'light' | 'dark') => Promise<void>;
}

/** The page's background, as Chromium computes it from the chosen theme. */
const backgrounds = { light: 'rgb(246, 247, 249)', dark: 'rgb(18, 22, 27)' } as const;

export function createWindow(page: Page): PlaygroundWindow {
  return {
    projects: createProjects(page),
    addProject: createAddProject(page),
    methods: createMethods(page),
    form: createForm(page),
    request: createRequest(page),
    response: createResponse(page),
    projectRead: page.getByText(/^Project read (?:just now|\d+ )/),
    notices: page.getByRole('log', { name: 'Notices' }),
    chooseTheme: async (theme) => {
      const button = page.getByRole('banner').getByRole('button', { name: /^Appearance/ });
      for (let click = 0; click < 3; click += 1) {
        await button.click();
        if ((await page.locator('html').getAttribute('data-theme')) === theme) break;
      }
      await expect(page.locator('body')).toHaveCSS('background-color', backgrounds[theme]);
    },
  };
}
